/** What a card is: its UID in one spelling, its technology, how far it can be trusted. */
@NullMarked
package guichet.nfc.cards;

import org.jspecify.annotations.NullMarked;
