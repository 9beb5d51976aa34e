/** What desks send: chains, judging in batches, verdicts, held entries. */
@NullMarked
package guichet.server.operations;

import org.jspecify.annotations.NullMarked;
