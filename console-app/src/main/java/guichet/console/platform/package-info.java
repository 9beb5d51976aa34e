/** What the console asks of the operating system. */
@NullMarked
package guichet.console.platform;

import org.jspecify.annotations.NullMarked;
