/** Cases: what needs a person. */
@NullMarked
package guichet.domain.cases;

import org.jspecify.annotations.NullMarked;
