/** Who this desk is: its keys, its server, and the operators who may sign in while it is cut off. */
@NullMarked
package guichet.sync.enrolment;

import org.jspecify.annotations.NullMarked;
