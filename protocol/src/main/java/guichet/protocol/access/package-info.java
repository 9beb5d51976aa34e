/**
 * What desk and server say to each other about coming in: enrolment, desk sessions, operators signing in, one-time codes. The
 * records are written as JSON objects with these names; a UUID is a string in its usual form, bytes are Base64, all under
 * {@code /api/desk/v1}.
 */
@NullMarked
package guichet.protocol.access;

import org.jspecify.annotations.NullMarked;
