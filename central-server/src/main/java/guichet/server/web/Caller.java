package guichet.server.web;

import java.util.Set;
import java.util.UUID;

/** The one behind a request, as its token says, with the state of the account as it is now. */
public interface Caller {
    /** The licencee it belongs to. */
    UUID tenant();

    /** A stable name for limits, logs and the audit, such as {@code operator:<id>}; no personal data. */
    String principal();

    /** What it may do. */
    Set<Role> roles();

    /** True if it may look but not change anything. */
    boolean readOnly();
}
