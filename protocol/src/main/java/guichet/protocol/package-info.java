/** What desk and server say to each other: records, bytes, chain and signatures. */
@NullMarked
package guichet.protocol;

import org.jspecify.annotations.NullMarked;
