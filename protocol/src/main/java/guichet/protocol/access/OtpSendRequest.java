package guichet.protocol.access;

/**
 * POST otp/send: sends a one-time code to the member's mobile.
 *
 * @param member the member's internal identifier
 * @param purpose what the code is for, such as {@code assign_card}
 */
public record OtpSendRequest(String member, String purpose) {
}
