package guichet.console.signin;

/** First start: makes this computer a desk of a location. Methods may block. */
public interface EnrolmentDesk {
    /** True once the desk has its keys and its location. */
    boolean enrolled();

    /**
     * Enrols with the single-use code (15 minutes, 5 tries).
     *
     * @param server https URL, or loopback http
     */
    EnrolmentResult enrol(String server, String code, String deskName);
}
