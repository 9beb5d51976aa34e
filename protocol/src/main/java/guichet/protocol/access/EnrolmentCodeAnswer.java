package guichet.protocol.access;

/**
 * A code for one enrolment; it is shown once and never again.
 *
 * @param code as {@link EnrolmentCode} writes it
 * @param expiresInSeconds how long it is good
 */
public record EnrolmentCodeAnswer(String code, long expiresInSeconds) {
    /** Without the code. */
    @Override
    public String toString() {
        return "EnrolmentCodeAnswer[" + expiresInSeconds + " s]";
    }
}
