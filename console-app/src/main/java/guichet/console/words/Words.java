package guichet.console.words;

import guichet.desk.words.Amount;
import guichet.desk.words.Reason;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** One language: its sentences, its money, its times in the location's zone. A change of language makes a new one. */
public final class Words {
    /** Languages there is a bundle for. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("es"));

    private static final String BUNDLE = "guichet.console.words.console";

    private final Locale locale;
    private final ResourceBundle bundle;
    private final MoneyFormat money;
    private final ZoneId zone;
    private final InstantSource clock;

    /**
     * @param locale language of the sentences and form of numbers and dates
     * @param zone the location's zone: every time on a screen is in it
     */
    public Words(Locale locale, ZoneId zone, InstantSource clock) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.money = new MoneyFormat(locale);
        this.zone = zone;
        this.clock = clock;
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /** Money in this language. */
    public MoneyFormat money() {
        return money;
    }

    /** The sentence under a key, filled. */
    public String text(String key, Object... args) {
        return fill(bundle.getString(key), List.of(args));
    }

    /** A sentence; a reason whose code is not in the bundles is shown by its code. */
    public String text(Said said) {
        try {
            return fill(bundle.getString(said.key()), said.args());
        } catch (MissingResourceException _) {
            return text("reason.other", said.key().substring(said.key().indexOf('.') + 1));
        }
    }

    /** A reason as a sentence. */
    public String text(Reason reason) {
        return text(Said.because(reason));
    }

    /** An amount with currency. */
    public String text(Amount amount) {
        return money.text(amount);
    }

    /** Hour and minute, "12:03"; with the date when it is not today. */
    public String time(Instant at) {
        boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        DateTimeFormatter format = today
                ? DateTimeFormatter.ofPattern("HH:mm", locale)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale);
        return format.format(at.atZone(zone));
    }

    /** The full time with seconds and zone. */
    public String exactTime(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG).withLocale(locale)
                .format(at.atZone(zone));
    }

    /** A date. */
    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
    }

    /** How long ago, "just now", "3 min ago", "2 h ago", "4 d ago". */
    public String ago(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        if (age.toMinutes() < 1) {
            return text("time.now");
        }
        if (age.toHours() < 1) {
            return text("time.minutes", age.toMinutes());
        }
        return age.toDays() < 1 ? text("time.hours", age.toHours()) : text("time.days", age.toDays());
    }

    private String fill(String pattern, List<Object> args) {
        Object[] filled = args.stream().map(this::readable).toArray();
        return new MessageFormat(pattern, locale).format(filled);
    }

    private Object readable(Object arg) {
        return switch (arg) {
            case Amount amount -> text(amount);
            case Instant instant -> time(instant);
            case LocalDate date -> date(date);
            case Reason reason -> text(reason);
            case Said said -> text(said);
            default -> arg;
        };
    }
}
