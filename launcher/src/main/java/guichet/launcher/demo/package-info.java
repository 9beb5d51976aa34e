/** The demo: the main job with sample data, played on a headless screen or left open on a display. */
@NullMarked
package guichet.launcher.demo;

import org.jspecify.annotations.NullMarked;
