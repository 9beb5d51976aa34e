/** The HTTP side every feature shares: roles, callers, errors, limits, documentation pages. */
@NullMarked
package guichet.server.web;

import org.jspecify.annotations.NullMarked;
