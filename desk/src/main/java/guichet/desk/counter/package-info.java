/** What a cashier does with cards and members at a counter. */
@NullMarked
package guichet.desk.counter;

import org.jspecify.annotations.NullMarked;
