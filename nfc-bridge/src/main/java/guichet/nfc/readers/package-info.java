/** Readers and what lies on them: one monitor, one thread per reader, taps as events. */
@NullMarked
package guichet.nfc.readers;

import org.jspecify.annotations.NullMarked;
