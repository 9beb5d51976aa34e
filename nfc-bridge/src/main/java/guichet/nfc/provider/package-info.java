/** The javax.smartcardio API over our binding, and the JDK's own provider as the way out when it cannot be bound. */
@NullMarked
package guichet.nfc.provider;

import org.jspecify.annotations.NullMarked;
