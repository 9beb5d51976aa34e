/** The console as a person meets it: real scene, real keys, desks from the fakes. */
@NullMarked
package guichet.console.screens;

import org.jspecify.annotations.NullMarked;
