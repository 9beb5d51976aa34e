package guichet.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A location's gaming day: it begins at the location's start hour and is named for the date on which it begins. Every
 * "today", daily total and shift uses this class, never the machine's calendar.
 *
 * @param date      the name of the day
 * @param zone      the location's zone
 * @param startHour hour of the day at which a gaming day begins, 0 to 23
 */
public record GamingDay(LocalDate date, ZoneId zone, int startHour) {

    public GamingDay {
        if (startHour < 0 || startHour > 23) {
            throw new IllegalArgumentException("start hour " + startHour);
        }
    }

    /** The gaming day that contains an instant. Each instant lies in exactly one, also when clocks are put forward or back. */
    public static GamingDay containing(Instant at, ZoneId zone, int startHour) {
        GamingDay day = new GamingDay(at.atZone(zone).toLocalDate(), zone, startHour);
        while (at.isBefore(day.start())) { // more than once only where a zone left out a whole date
            day = new GamingDay(day.date.minusDays(1), zone, startHour);
        }
        while (!at.isBefore(day.end())) {
            day = day.next();
        }
        return day;
    }

    /** First instant of the day. */
    public Instant start() {
        return date.atTime(LocalTime.MIDNIGHT.plus(startHour, ChronoUnit.HOURS)).atZone(zone).toInstant();
    }

    /** First instant after the day. */
    public Instant end() {
        return next().start();
    }

    public GamingDay next() {
        return new GamingDay(date.plusDays(1), zone, startHour);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(start()) && at.isBefore(end());
    }
}
