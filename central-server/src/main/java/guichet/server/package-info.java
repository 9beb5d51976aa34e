/** REST, ledger (PostgreSQL), portals. */
@NullMarked
package guichet.server;

import org.jspecify.annotations.NullMarked;
