/** Rules and values both ends agree on; depends on the JDK and nothing else. */
@NullMarked
package guichet.domain;

import org.jspecify.annotations.NullMarked;
