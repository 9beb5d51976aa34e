/** What kill -9 of desk and server at any moment may do to money: nothing. */
@NullMarked
package guichet.bench.kill;

import org.jspecify.annotations.NullMarked;
