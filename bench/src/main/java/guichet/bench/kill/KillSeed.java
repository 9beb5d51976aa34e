package guichet.bench.kill;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The made-up data of the kill run: one location, one cashier, twenty members with a card and 50.00 each. */
final class KillSeed {
    static final String LOGIN = "kim";
    /** What each member begins with, as the seed file spells it: 50.00. */
    static final long OPENING_MINOR = 5_000;
    private static final int MEMBERS = 20;

    private KillSeed() {
    }

    static String json() {
        String members = IntStream.range(0, MEMBERS).mapToObj(i -> """
                {"id": "m%d", "name": "Member %d", "mobile": "+2010000%05d"}""".formatted(i, i, i))
                .collect(Collectors.joining(","));
        String cards = IntStream.range(0, MEMBERS).mapToObj(i -> """
                {"serial": "04A1B2C3D4%04X", "status": "active", "owner": "m%d", "location": "l1", "balance": "50.00"}"""
                .formatted(i, i)).collect(Collectors.joining(","));
        return """
                {"licencees": [{"id": "k", "name": "Kill run"}],
                 "locations": [{"id": "l1", "licencee": "k", "name": "Cage", "zone": "Africa/Cairo", "gamingDayStartHour": 6,
                                "currency": "EGP"}],
                 "operators": [{"id": "o1", "licencee": "k", "login": "%s", "name": "Kim", "role": "cashier",
                                "secret": "%s", "locations": ["l1"]}],
                 "members": [%s], "cards": [%s]}""".formatted(LOGIN, java.util.UUID.randomUUID(), members, cards);
    }
}
