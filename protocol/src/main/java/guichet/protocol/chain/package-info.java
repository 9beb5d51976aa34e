/** The journal's chain: entries, hashes and signatures. */
@NullMarked
package guichet.protocol.chain;

import org.jspecify.annotations.NullMarked;
