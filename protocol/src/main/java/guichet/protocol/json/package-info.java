/** The few things all codecs need of Jackson. */
@NullMarked
package guichet.protocol.json;

import org.jspecify.annotations.NullMarked;
