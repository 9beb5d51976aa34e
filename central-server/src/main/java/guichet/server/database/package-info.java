/** The database: an embedded PostgreSQL or a given one, its pool, its migrations and its transactions. */
@NullMarked
package guichet.server.database;

import org.jspecify.annotations.NullMarked;
