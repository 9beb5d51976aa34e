/** Use cases without a window: sign-in, devices to operations. */
@NullMarked
package guichet.desk;

import org.jspecify.annotations.NullMarked;
