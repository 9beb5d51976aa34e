/** Virtual readers and cards, for training and tests. */
@NullMarked
package guichet.launcher.simulate;

import org.jspecify.annotations.NullMarked;
