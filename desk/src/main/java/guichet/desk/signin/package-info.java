/** Making this computer a desk, and who stands at it. */
@NullMarked
package guichet.desk.signin;

import org.jspecify.annotations.NullMarked;
