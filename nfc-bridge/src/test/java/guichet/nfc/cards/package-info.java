@NullMarked
package guichet.nfc.cards;

import org.jspecify.annotations.NullMarked;
