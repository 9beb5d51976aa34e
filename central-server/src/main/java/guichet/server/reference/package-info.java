/** The description of the interfaces, and its pages: all from this server, nothing from elsewhere. */
@NullMarked
package guichet.server.reference;

import org.jspecify.annotations.NullMarked;
