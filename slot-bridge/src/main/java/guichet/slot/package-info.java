/** Slot machines: SAS host on a serial line, meters, events, virtual machines. */
@NullMarked
package guichet.slot;

import org.jspecify.annotations.NullMarked;
