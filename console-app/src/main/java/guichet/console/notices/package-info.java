/** What the operator is told in passing: toasts and their history. */
@NullMarked
package guichet.console.notices;

import org.jspecify.annotations.NullMarked;
