package guichet.server.seed;

import guichet.server.database.Tx;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks the file's members and cards against the file and hands them on. */
final class SeedPeople {
    private static final Set<String> MEMBER_STATES = Set.of("active", "inactive", "banned");
    private static final Set<String> CARD_STATES = Set.of("pending", "active", "inactive", "expired", "blocked");

    private final Tx tx;
    private final SeedReferences references;
    private final SeedMembers members;

    SeedPeople(Tx tx, SeedReferences references, SeedMembers members) {
        this.tx = tx;
        this.references = references;
        this.members = members;
    }

    private record Name(UUID tenant, String id) {
    }

    void run(SeedDocument document) {
        Set<Name> known = new HashSet<>();
        List<SeededMember> people = new ArrayList<>();
        people(people, known, "$.members", SeedImport.list(document.members()));
        people(people, known, "$.customers", SeedImport.list(document.customers()));
        List<SeededCard> cards = cards(known, SeedImport.list(document.cards()));
        if (!people.isEmpty() || !cards.isEmpty()) {
            members.importInto(tx, people, cards);
        }
    }

    private void people(List<SeededMember> people, Set<Name> known, String section, List<SeedDocument.Member> given) {
        for (int i = 0; i < given.size(); i++) {
            String path = section + "[" + i + "]";
            SeedDocument.Member member = given.get(i);
            UUID tenant = references.licencee(path, member.licencee());
            String status = member.status().orElse("active");
            if (!MEMBER_STATES.contains(status)) {
                throw new SeedException(path + ".status", "a member is active, inactive or banned");
            }
            if (!known.add(new Name(tenant, SeedText.id(path + ".id", member.id())))) {
                throw new SeedException(path + ".id", "another member has this id");
            }
            people.add(new SeededMember(path, tenant, member.id(), SeedText.name(path + ".name", member.name()), member.mobile(),
                    member.email(), status, member.password().map(secret -> SeedText.secret(path + ".password", secret))));
        }
    }

    private List<SeededCard> cards(Set<Name> known, List<SeedDocument.Card> given) {
        List<SeededCard> cards = new ArrayList<>();
        Set<Name> serials = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String path = "$.cards[" + i + "]";
            SeedDocument.Card card = given.get(i);
            UUID tenant = references.licencee(path, card.licencee());
            if (!CARD_STATES.contains(card.status())) {
                throw new SeedException(path + ".status", "a card is pending, active, inactive, expired or blocked");
            }
            if (!serials.add(new Name(tenant, SeedText.id(path + ".serial", card.serial())))) {
                throw new SeedException(path + ".serial", "another card has this serial");
            }
            if (card.owner().isPresent() && !known.contains(new Name(tenant, card.owner().get()))
                    && !members.knows(tx, tenant, card.owner().get())) {
                throw new SeedException(path + ".owner", "there is no member with this id");
            }
            Optional<SeedReferences.Place> place = card.location()
                    .map(name -> references.location(tenant, path + ".location", name));
            String currency = place.map(SeedReferences.Place::currency)
                    .or(() -> references.onlyCurrency(tenant))
                    .orElseThrow(() -> new SeedException(path + ".location",
                            "this must name a location, since the currency depends on it"));
            cards.add(
                    new SeededCard(path, tenant, card.serial(), card.status(), card.owner(), place.map(SeedReferences.Place::id),
                            card.expiry().map(day -> day(path + ".expiry", day)),
                            card.balance().map(text -> minor(path + ".balance", text, currency)).orElse(0L),
                            currency));
        }
        return cards;
    }

    private static LocalDate day(String path, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new SeedException(path, "a day is written YYYY-MM-DD");
        }
    }

    private static long minor(String path, String text, String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")) {
            throw new SeedException(path, "an amount is written as a decimal, such as 120.50");
        }
        try {
            return new BigDecimal(text).movePointRight(digits).longValueExact();
        } catch (ArithmeticException e) {
            throw new SeedException(path, "an amount in " + currency + " has at most " + digits + " decimals");
        }
    }
}
