/** Readers and what else is plugged in. */
@NullMarked
package guichet.desk.devices;

import org.jspecify.annotations.NullMarked;
