@NullMarked
package guichet.nfc.provider;

import org.jspecify.annotations.NullMarked;
