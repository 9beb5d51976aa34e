/** One-time codes sent to a member's mobile, and the proof that one was given back. */
@NullMarked
package guichet.server.otp;

import org.jspecify.annotations.NullMarked;
