@NullMarked
package guichet.nfc.pcsc;

import org.jspecify.annotations.NullMarked;
