/** Identifiers made before anything else: UUIDv7. */
@NullMarked
package guichet.domain.identity;

import org.jspecify.annotations.NullMarked;
