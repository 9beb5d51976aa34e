/** Amounts of money: integer minor units with a currency. */
@NullMarked
package guichet.domain.money;

import org.jspecify.annotations.NullMarked;
