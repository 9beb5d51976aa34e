/** What a desk that is cut off may do without asking. */
@NullMarked
package guichet.domain.allowances;

import org.jspecify.annotations.NullMarked;
