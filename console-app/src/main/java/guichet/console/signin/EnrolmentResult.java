package guichet.console.signin;

import guichet.console.words.Reason;

/** What came of an enrolment. */
public sealed interface EnrolmentResult {
    /** The desk belongs to a location now. */
    record Enrolled(String location, String desk) implements EnrolmentResult {
    }

    /** @param field what to mend */
    record Refused(Field field, Reason reason) implements EnrolmentResult {
    }

    /** The field a refusal is about. */
    enum Field {
        /** Server address. */
        SERVER,
        /** Enrolment code. */
        CODE,
        /** Desk name. */
        NAME
    }
}
