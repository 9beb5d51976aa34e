/** The desk's state at a glance. */
@NullMarked
package guichet.desk.status;

import org.jspecify.annotations.NullMarked;
