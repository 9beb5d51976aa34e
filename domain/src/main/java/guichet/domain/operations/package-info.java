/** The named mutations an operator can make, and what the operator was told of them. */
@NullMarked
package guichet.domain.operations;

import org.jspecify.annotations.NullMarked;
