/** The counter: find the person, see the card, reload, assign, block. */
@NullMarked
package guichet.console.counter;

import org.jspecify.annotations.NullMarked;
