/** The desk's store, journal and line to its server, from enrolment on. */
@NullMarked
package guichet.desk.line;

import org.jspecify.annotations.NullMarked;
