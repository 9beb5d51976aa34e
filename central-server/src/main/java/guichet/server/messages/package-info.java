/** Messages to people: SMS and mail, through the log, a directory or a gateway. */
@NullMarked
package guichet.server.messages;

import org.jspecify.annotations.NullMarked;
