/** Identifiers and secrets that are made here. */
@NullMarked
package guichet.server.identity;

import org.jspecify.annotations.NullMarked;
