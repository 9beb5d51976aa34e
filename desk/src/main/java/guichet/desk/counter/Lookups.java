package guichet.desk.counter;

import guichet.desk.deciding.Allowances;
import guichet.desk.deciding.Reasons;
import guichet.desk.line.Line;
import guichet.desk.signin.Presence;
import guichet.desk.words.Reason;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.desks.Operator;
import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.money.Account;
import guichet.domain.money.Money;
import guichet.domain.rules.Read;
import guichet.domain.state.Key;
import guichet.sync.journal.DeskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a tap or a typed text to card, member and account, as this desk knows them. */
final class Lookups {
    private static final int MOST_LINES = 20;

    private final Presence presence;
    private final Allowances allowances;
    private final MemberIndex index;

    Lookups(Presence presence, Allowances allowances, MemberIndex index) {
        this.presence = presence;
        this.allowances = allowances;
        this.index = index;
    }

    Lookup byTap(Line line, CardSeen seen) {
        CardSerial serial;
        try {
            serial = CardSerial.parse(seen.serial());
        } catch (IllegalArgumentException e) {
            return new Lookup.CardRefused(seen, Reason.of("CARD_UNREADABLE"));
        }
        if (seen.randomUid() || serial.isRandomUid()) {
            return new Lookup.CardRefused(seen, Reason.of("CARD_RANDOM_UID"));
        }
        return new Lookup.Opened(ofCard(line, line.view(), serial, seen.technology(), seen.trust()));
    }

    Lookup byText(Line line, String typed) {
        String text = typed.strip();
        DeskView view = line.view();
        for (String spelling : List.of(text, text.replaceAll("[\\s:.\\-]", ""))) {
            if (!spelling.isEmpty() && spelling.length() <= 100) {
                CardSerial serial = CardSerial.parse(spelling);
                if (view.read(Card.key(serial)) instanceof Read.Known<Card>) {
                    return new Lookup.Opened(ofCard(line, view, serial, "", Trust.UID_ONLY));
                }
            }
        }
        Optional<MemberId> owner = mobile(text).flatMap(number -> byMobile(line, view, number));
        if (owner.isPresent()) {
            return byMember(line, owner.get());
        }
        List<MemberLine> found = search(line, text);
        return switch (found.size()) {
            case 0 -> new Lookup.Nobody(text, line.online() && !line.feed().loading()
                    ? Reason.of("NOT_FOUND")
                    : Reasons.notKnownHere(line));
            case 1 -> byMember(line, MemberId.parse(found.getFirst().memberId()));
            default -> new Lookup.Choose(found);
        };
    }

    Lookup byMember(Line line, MemberId id) {
        DeskView view = line.view();
        Member member = view.read(Member.key(id)).orNull();
        if (member == null) {
            return new Lookup.Nobody(id.toString(), Reasons.notKnownHere(line));
        }
        return cardOf(view, id).map(card -> (Lookup) new Lookup.Opened(ofCard(line, view, card.serial(), "", Trust.UID_ONLY)))
                .orElseGet(() -> new Lookup.Opened(new CounterView(Optional.of(person(line, member)), Optional.empty(),
                        balance(line, view, id), actions(line, view, null, member))));
    }

    List<MemberLine> search(Line line, String text) {
        DeskView view = line.view();
        return index.search(line, text, MOST_LINES).stream()
                .map(found -> new MemberLine(found.member().toString(), found.profile().name(), masked(found.profile()),
                        cardOf(view, found.member()).map(card -> card.serial().value()).orElse("")))
                .toList();
    }

    /** The member who answers to a mobile number: by its alias, else by the profiles held here. */
    Optional<MemberId> byMobile(Line line, DeskView view, MobileNumber number) {
        Optional<MemberId> owner = MobileAlias.of(line, number)
                .flatMap(name -> Optional.ofNullable(view.read(name.key()).orNull())).map(Alias::member);
        return owner.or(() -> index.byMobile(line, number.value()).map(MemberIndex.Found::member));
    }

    Optional<Balance> balance(Line line, DeskView view, MemberId member) {
        Money zero = Money.zero(line.identity().currency());
        boolean here = !line.online();
        return switch (view.balance(Account.member(member), zero.currency())) {
            case Read.Known<Money>(Money money, long _, Instant asOf) ->
                Optional.of(new Balance(Reasons.amount(money), asOf, here));
            case Read.Absent<Money>(Instant asOf) -> Optional.of(new Balance(Reasons.amount(zero), asOf, here));
            case Read.NotKnownHere<Money> _ -> Optional.empty();
        };
    }

    private static Optional<Card> cardOf(DeskView view, MemberId member) {
        return view.keys(Card.TABLE, Card.MEMBER, member.toString()).stream().map(key -> view.read(key).orNull())
                .filter(card -> card != null)
                .min(Comparator.comparing((Card card) -> card.status() != Card.Status.ACTIVE).thenComparing(Card::assignedAt,
                        Comparator.nullsLast(Comparator.reverseOrder())));
    }

    private CounterView ofCard(Line line, DeskView view, CardSerial serial, String technology, Trust trust) {
        Key<Card> key = Card.key(serial);
        Card card = view.read(key).orNull();
        Member member = card == null || card.member() == null ? null : view.read(Member.key(card.member())).orNull();
        CardFace face = face(line, serial, card, technology, trust);
        return new CounterView(Optional.ofNullable(member).map(known -> person(line, known)), Optional.of(face),
                member == null ? Optional.empty() : balance(line, view, member.id()), actions(line, view, face, member));
    }

    private static CardFace face(Line line, CardSerial serial, @Nullable Card card, String technology, Trust trust) {
        if (card == null) {
            boolean known = line.online() && !line.feed().loading();
            return new CardFace(serial.value(), serial.value(), technology, trust,
                    known ? CardState.NOT_ASSIGNED : CardState.NOT_KNOWN_HERE,
                    Optional.of(Reason.of(known ? "CARD_NOT_FOUND" : "CARD_NOT_KNOWN_HERE")), Optional.empty());
        }
        CardState state = switch (card.status()) {
            case BLOCKED, PENDING, INACTIVE -> CardState.BLOCKED;
            case EXPIRED -> CardState.EXPIRED;
            case ACTIVE -> card.isExpiredOn(line.gamingDay(line.clock().judging()).date())
                    ? CardState.EXPIRED
                    : card.member() == null ? CardState.NOT_ASSIGNED : CardState.ACTIVE;
        };
        Optional<Reason> why = switch (card.status()) {
            case BLOCKED -> Optional.of(Reason.of("CARD_BLOCKED"));
            case PENDING, INACTIVE -> Optional.of(Reason.of("CARD_NOT_ACTIVE"));
            case EXPIRED, ACTIVE -> Optional.empty();
        };
        return new CardFace(serial.value(), serial.value(), technology, trust, state, why, Optional.ofNullable(card.expiry()));
    }

    private static Person person(Line line, Member member) {
        Profile profile = line.journal().sides().profile(member.profile());
        List<String> flags = member.status() == Member.Status.ACTIVE ? List.of() : List.of(member.status().name());
        return new Person(member.id().toString(), profile == null ? "" : profile.name(), profile == null ? "" : masked(profile),
                "",
                List.of(), flags, List.of());
    }

    private List<ActionState> actions(Line line, DeskView view, @Nullable CardFace card, @Nullable Member member) {
        List<ActionState> states = new ArrayList<>();
        boolean cashier = presence.mayChangeAs(Operator.Role.CASHIER);
        Optional<Reason> stopped = line.stopped().map(Reason::of);
        states.add(state(Action.RELOAD, cashier, stopped.or(() -> whyNoReload(line, view, card, member))));
        states.add(state(Action.ASSIGN, cashier, stopped.or(() -> whyNoAssign(line, card))));
        states.add(ActionState.allowed(Action.HISTORY));
        states.add(state(Action.BLOCK, cashier, stopped.or(() -> whyNoBlock(card))));
        return states;
    }

    private static ActionState state(Action action, boolean cashier, Optional<Reason> why) {
        return new ActionState(action, cashier ? why : Optional.of(Reason.of("ROLE")));
    }

    private Optional<Reason> whyNoReload(Line line, DeskView view, @Nullable CardFace card, @Nullable Member member) {
        if (card == null) {
            return Optional.of(Reason.of("NO_CARD"));
        }
        if (card.state() != CardState.ACTIVE) {
            return Optional.of(stands(card));
        }
        if (member == null || member.status() != Member.Status.ACTIVE) {
            return Optional.of(Reason.of("MEMBER_INACTIVE"));
        }
        return line.online() || allowances.most(line, view, line.identity().currency()).filter(Money::isPositive).isPresent()
                ? Optional.empty()
                : Optional.of(Reason.of("NEEDS_ONLINE"));
    }

    private static Optional<Reason> whyNoAssign(Line line, @Nullable CardFace card) {
        if (card == null) {
            return Optional.of(Reason.of("NO_CARD"));
        }
        if (card.state() != CardState.NOT_ASSIGNED) {
            return Optional.of(card.state() == CardState.ACTIVE ? Reason.of("CARD_ASSIGNED") : stands(card));
        }
        return card.why().or(() -> line.online() ? Optional.empty() : Optional.of(Reason.of("OTP_NEEDS_ONLINE")));
    }

    private static Optional<Reason> whyNoBlock(@Nullable CardFace card) {
        if (card == null) {
            return Optional.of(Reason.of("NO_CARD"));
        }
        return switch (card.state()) {
            case BLOCKED, NOT_KNOWN_HERE -> Optional.of(stands(card));
            case NOT_ASSIGNED -> card.why();
            case ACTIVE, EXPIRED, REPLACED -> Optional.empty();
        };
    }

    /** Why a card in its state cannot be used. */
    private static Reason stands(CardFace card) {
        return card.why().orElseGet(() -> Reason.of("CARD_" + card.state().name()));
    }

    /** A member's mobile number as every screen shows it; empty when it is not known here. */
    static String masked(Line line, MemberId id) {
        Member member = line.view().read(Member.key(id)).orNull();
        Profile profile = member == null ? null : line.journal().sides().profile(member.profile());
        return profile == null ? "" : masked(profile);
    }

    private static String masked(Profile profile) {
        return profile.mobile() == null ? "" : profile.mobile().masked();
    }

    static Optional<MobileNumber> mobile(String typed) {
        try {
            return Optional.of(MobileNumber.parse(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
