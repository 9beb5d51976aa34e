@NullMarked
package guichet.bench.kill;

import org.jspecify.annotations.NullMarked;
