/** The seed file: an installation's first data, imported whole or not at all. */
@NullMarked
package guichet.server.seed;

import org.jspecify.annotations.NullMarked;
