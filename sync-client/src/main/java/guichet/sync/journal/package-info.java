/** The desk's journal: what was to happen, what the operator was told, and what both mean until the server has judged. */
@NullMarked
package guichet.sync.journal;

import org.jspecify.annotations.NullMarked;
