/** Where operations happen and who makes them: locations, desks, operators, and the policies in force. */
@NullMarked
package guichet.domain.desks;

import org.jspecify.annotations.NullMarked;
