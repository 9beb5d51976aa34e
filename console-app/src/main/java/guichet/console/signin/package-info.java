/** First start and sign-in. */
@NullMarked
package guichet.console.signin;

import org.jspecify.annotations.NullMarked;
