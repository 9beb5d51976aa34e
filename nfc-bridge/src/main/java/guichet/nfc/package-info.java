/** Cards: PC/SC readers to taps, card technologies, virtual cards. */
@NullMarked
package guichet.nfc;

import org.jspecify.annotations.NullMarked;
