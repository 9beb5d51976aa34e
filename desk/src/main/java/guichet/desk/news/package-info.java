/** Telling screens that something may have changed. */
@NullMarked
package guichet.desk.news;

import org.jspecify.annotations.NullMarked;
