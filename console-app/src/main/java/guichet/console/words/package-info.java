/** Everything an operator reads: languages, money, times, reasons. */
@NullMarked
package guichet.console.words;

import org.jspecify.annotations.NullMarked;
