/** The desk API: what desk and server say to each other. */
@NullMarked
package guichet.protocol.desk;

import org.jspecify.annotations.NullMarked;
