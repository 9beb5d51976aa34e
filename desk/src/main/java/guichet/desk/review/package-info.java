/** What needs a person at this desk. */
@NullMarked
package guichet.desk.review;

import org.jspecify.annotations.NullMarked;
