/** Drives a running console by real keys and takes its picture. */
@NullMarked
package guichet.console.driver;

import org.jspecify.annotations.NullMarked;
