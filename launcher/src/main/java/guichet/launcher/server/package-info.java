/** The central server from the command line. */
@NullMarked
package guichet.launcher.server;

import org.jspecify.annotations.NullMarked;
