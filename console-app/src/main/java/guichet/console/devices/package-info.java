/** Readers, store and connection, in words. */
@NullMarked
package guichet.console.devices;

import org.jspecify.annotations.NullMarked;
