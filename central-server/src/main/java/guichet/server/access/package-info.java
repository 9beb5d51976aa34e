/** Who may come in: operators and their tokens, desks, their enrolment and their sessions. */
@NullMarked
package guichet.server.access;

import org.jspecify.annotations.NullMarked;
