/** Members: reaching them, the proofs they give, and bringing them in from a file. */
@NullMarked
package guichet.server.members;

import org.jspecify.annotations.NullMarked;
