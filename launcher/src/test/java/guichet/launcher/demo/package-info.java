@NullMarked
package guichet.launcher.demo;

import org.jspecify.annotations.NullMarked;
