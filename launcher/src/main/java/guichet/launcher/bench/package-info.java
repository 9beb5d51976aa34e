/** Benchmarks from the command line. */
@NullMarked
package guichet.launcher.bench;

import org.jspecify.annotations.NullMarked;
