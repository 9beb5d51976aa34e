package guichet.domain.trespass;

import java.util.Date;

/** A time without java.time. */
@SuppressWarnings("JavaUtilDate")
public record KeepsADate(Date when) {
}
