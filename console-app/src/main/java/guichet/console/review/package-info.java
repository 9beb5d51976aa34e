/** What needs a person. */
@NullMarked
package guichet.console.review;

import org.jspecify.annotations.NullMarked;
