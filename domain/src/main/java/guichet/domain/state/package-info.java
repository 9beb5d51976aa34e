/** State as rows of typed columns, so that every store needs one writer per kind of effect and no rule. */
@NullMarked
package guichet.domain.state;

import org.jspecify.annotations.NullMarked;
