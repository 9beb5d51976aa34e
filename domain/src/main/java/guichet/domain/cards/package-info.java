/** Cards: serial, state and owner. */
@NullMarked
package guichet.domain.cards;

import org.jspecify.annotations.NullMarked;
