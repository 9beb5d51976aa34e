/** Virtual cards, a virtual PC/SC service and a private pcscd: for training, demonstrations and tests. */
@NullMarked
package guichet.nfc.virtual;

import org.jspecify.annotations.NullMarked;
