@NullMarked
package guichet.nfc.readers;

import org.jspecify.annotations.NullMarked;
