/** What happened around access and money, append-only, without personal data. */
@NullMarked
package guichet.server.audit;

import org.jspecify.annotations.NullMarked;
