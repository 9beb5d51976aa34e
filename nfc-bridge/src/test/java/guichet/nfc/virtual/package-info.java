@NullMarked
package guichet.nfc.virtual;

import org.jspecify.annotations.NullMarked;
