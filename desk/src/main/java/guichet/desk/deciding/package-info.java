/** One operation from its making to what the operator is told, with and without the server. */
@NullMarked
package guichet.desk.deciding;

import org.jspecify.annotations.NullMarked;
