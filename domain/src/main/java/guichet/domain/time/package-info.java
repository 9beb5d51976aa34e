/** The gaming day: the only calendar of the house. */
@NullMarked
package guichet.domain.time;

import org.jspecify.annotations.NullMarked;
