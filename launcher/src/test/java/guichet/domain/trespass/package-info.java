/** Classes that break one rule of the house each, so that the rules themselves can be tested. */
@NullMarked
package guichet.domain.trespass;

import org.jspecify.annotations.NullMarked;
