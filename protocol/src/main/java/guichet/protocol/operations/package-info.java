/** Operations, verdicts and rows as bytes. What is written once is read for ever. */
@NullMarked
package guichet.protocol.operations;

import org.jspecify.annotations.NullMarked;
