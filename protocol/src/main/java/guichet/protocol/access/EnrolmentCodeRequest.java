package guichet.protocol.access;

import java.util.UUID;

/**
 * POST enrolment-codes, by an administrator or a supervisor of the location.
 *
 * @param location where the new desk will stand
 */
public record EnrolmentCodeRequest(UUID location) {
}
