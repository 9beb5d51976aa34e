/** Members, their aliases and their mobile numbers. */
@NullMarked
package guichet.domain.members;

import org.jspecify.annotations.NullMarked;
