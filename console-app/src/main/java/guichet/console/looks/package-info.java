/** Themes and the few parts all screens are made of. */
@NullMarked
package guichet.console.looks;

import org.jspecify.annotations.NullMarked;
