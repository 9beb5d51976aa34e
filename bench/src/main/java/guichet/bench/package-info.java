/** Benchmarks, each against a peer or a limit, side by side in one run. */
@NullMarked
package guichet.bench;

import org.jspecify.annotations.NullMarked;
