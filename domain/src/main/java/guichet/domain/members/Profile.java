package guichet.domain.members;

import org.jspecify.annotations.Nullable;

/** A member's personal data. It lives in a side record, never in an operation, a verdict or an audit row. */
public record Profile(String name, @Nullable MobileNumber mobile, @Nullable String email) {

    /** Personal data has no place in logs. */
    @Override
    public String toString() {
        return "Profile[…]";
    }
}
