/** Double-entry postings, and the proof that they add up. */
@NullMarked
package guichet.server.ledger;

import org.jspecify.annotations.NullMarked;
