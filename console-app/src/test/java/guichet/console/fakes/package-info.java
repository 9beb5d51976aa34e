/** In-memory desks at the console's ports: fixtures for tests, nothing that ships. */
@NullMarked
package guichet.console.fakes;

import org.jspecify.annotations.NullMarked;
