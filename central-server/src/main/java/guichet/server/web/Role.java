package guichet.server.web;

import io.javalin.security.RouteRole;

/** Who a route is for. A route that names none is closed to everybody. */
public enum Role implements RouteRole {
    /** No credential is asked for, and a wrong one does no harm. */
    ANYONE,
    /** A desk with its own session. */
    DESK,
    /** An operator at a counter or a cage. */
    CASHIER,
    /** An operator at a gate or on the floor. */
    FLOOR,
    /** An operator who approves. */
    SUPERVISOR,
    /** An operator who sets the system up. */
    ADMIN,
    /** Added to another role: a read-only operator may call this too though it is no GET, such as signing out. */
    READER
}
