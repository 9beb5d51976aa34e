/** Whether the server lives, is ready, and its figures. */
@NullMarked
package guichet.server.health;

import org.jspecify.annotations.NullMarked;
