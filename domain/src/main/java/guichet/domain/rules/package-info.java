/** The one rulebook: judging an operation over a view, and the effects that follow. */
@NullMarked
package guichet.domain.rules;

import org.jspecify.annotations.NullMarked;
