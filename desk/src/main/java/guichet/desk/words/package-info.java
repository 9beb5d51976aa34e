/** Amounts and reasons as a screen gets them. */
@NullMarked
package guichet.desk.words;

import org.jspecify.annotations.NullMarked;
