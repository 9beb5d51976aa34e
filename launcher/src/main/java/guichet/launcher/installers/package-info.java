/** Installers for the system this runs on. */
@NullMarked
package guichet.launcher.installers;

import org.jspecify.annotations.NullMarked;
