/** Proves that a journal is whole, and carries it elsewhere. */
@NullMarked
package guichet.sync.verify;

import org.jspecify.annotations.NullMarked;
