/** PC/SC itself: the operating system's smart card service, bound by the foreign-function API. */
@NullMarked
package guichet.nfc.pcsc;

import org.jspecify.annotations.NullMarked;
