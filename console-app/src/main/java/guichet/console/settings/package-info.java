/** Language, look, lock. */
@NullMarked
package guichet.console.settings;

import org.jspecify.annotations.NullMarked;
