package guichet.server.members;

import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.members.Alias;
import guichet.domain.members.Member;
import guichet.domain.members.MobileNumber;
import guichet.domain.members.Profile;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.state.Columns;
import guichet.domain.state.Table;
import guichet.protocol.access.AliasKey;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.FeedTables;
import guichet.protocol.operations.SideCodec;
import guichet.server.book.Book;
import guichet.server.feed.Reference;
import guichet.server.database.Tx;
import guichet.server.feed.Feed;
import guichet.server.identity.Ids;
import guichet.server.identity.SecretHashes;
import guichet.server.ledger.Ledger;
import guichet.server.seed.SeedException;
import guichet.server.seed.SeedMembers;
import guichet.server.seed.SeededCard;
import guichet.server.seed.SeededMember;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Brings an installation's first members and cards in: rows and opening balances in bulk, no feed rows. It raises the scope
 * version instead, so that desks take a new snapshot.
 */
public final class MemberImport implements SeedMembers {
    /** The scheme of the name a member has in the file. */
    private static final String SEED = "seed";

    private final Reference reference;
    private final SecretHashes hashes;
    private final Ids ids;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public MemberImport(Reference reference, SecretHashes hashes, Ids ids, InstantSource clock) {
        this.reference = reference;
        this.hashes = hashes;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean knows(Tx tx, UUID tenant, String member) {
        return find(tx, tenant, member).isPresent();
    }

    @Override
    public void importInto(Tx tx, List<SeededMember> members, List<SeededCard> cards) {
        Set<UUID> tenants = new HashSet<>();
        members.forEach(member -> tenants.add(member.tenant()));
        cards.forEach(card -> tenants.add(card.tenant()));
        for (UUID tenant : tenants) {
            boolean changed = members(tx, tenant, members.stream().filter(one -> one.tenant().equals(tenant)).toList());
            changed |= cards(tx, tenant, cards.stream().filter(one -> one.tenant().equals(tenant)).toList());
            if (changed) {
                Feed.raiseScope(tx, tenant);
            }
        }
    }

    private boolean members(Tx tx, UUID tenant, List<SeededMember> members) {
        AliasKey aliasKey = new AliasKey(reference.aliasKey(tx, tenant));
        Set<String> known = Book.read(tx, tenant, Alias.TABLE,
                members.stream().map(one -> SEED + ":" + one.id()).collect(Collectors.toSet())).keySet();
        Map<String, Columns> rows = new LinkedHashMap<>();
        Map<String, Columns> aliases = new LinkedHashMap<>();
        Map<String, Columns> sides = new LinkedHashMap<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (SeededMember one : members) {
            if (known.contains(SEED + ":" + one.id())) {
                continue;
            }
            MemberId id = new MemberId(ids.next());
            Optional<MobileNumber> mobile = one.mobile().map(text -> mobile(one.path() + ".mobile", text));
            SideRecord side = SideRecord.of(
                    SideCodec.encode(new Profile(one.name(), mobile.orElse(null), one.email().orElse(null))),
                    random);
            sides.put(side.digest(), Columns.none().with(FeedTables.SALT, side.salt().base64()).with(FeedTables.CONTENT,
                    side.content().base64()));
            rows.put(id.toString(), Columns.none().with(Member.STATUS, one.status()).with(Member.PROFILE, side.digest())
                    .with(Member.REGISTERED_AT, now).with(Member.CLAIM, null));
            Columns mine = Columns.none().with(Alias.MEMBER, id.toString()).with(Alias.CLAIM, null);
            aliases.put(SEED + ":" + one.id(), mine);
            mobile.ifPresent(number -> alias(aliases, aliasKey.mobile(number), mine, one.path() + ".mobile"));
            one.email().ifPresent(email -> alias(aliases, aliasKey.email(email), mine, one.path() + ".email"));
            one.password().ifPresent(password -> tx.execute("insert into member_secret (tenant_id, member, secret_hash)"
                    + " values (?, ?, ?)", tenant, id.toString(), hashes.hash(password)));
        }
        if (!Book.read(tx, tenant, Alias.TABLE, aliases.keySet()).isEmpty()) {
            throw new SeedException("$.members", "a mobile or e-mail belongs to another member already");
        }
        write(tx, tenant, FeedTables.SIDE, sides);
        write(tx, tenant, Member.TABLE, rows);
        write(tx, tenant, Alias.TABLE, aliases);
        return !rows.isEmpty();
    }

    private boolean cards(Tx tx, UUID tenant, List<SeededCard> cards) {
        Set<String> known = Book.read(tx, tenant, Card.TABLE,
                cards.stream().map(one -> CardSerial.parse(one.serial()).value()).collect(Collectors.toSet())).keySet();
        Map<String, Columns> rows = new LinkedHashMap<>();
        Map<String, Long> balances = new HashMap<>();
        List<Ledger.Line> lines = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID source = ids.next();
        for (SeededCard one : cards) {
            String serial = CardSerial.parse(one.serial()).value();
            if (known.contains(serial)) {
                continue;
            }
            Optional<MemberId> owner = one.owner().map(name -> find(tx, tenant, name)
                    .orElseThrow(() -> new SeedException(one.path() + ".owner", "there is no member with this id")));
            rows.put(serial, Columns.none().with(Card.PUBLIC_ID, ids.next().toString()).with(Card.STATUS, one.status())
                    .with(Card.MEMBER, owner.map(MemberId::toString).orElse(null))
                    .with(Card.LOCATION, one.location().map(UUID::toString).orElse(null)).with(Card.ISSUE_DATE, null)
                    .with(Card.EXPIRY_DATE, one.expiry().orElse(null)).with(Card.ASSIGNED_AT, owner.isPresent() ? now : null)
                    .with(Card.CLAIM, null));
            if (one.balanceMinor() != 0) {
                Money amount = new Money(one.balanceMinor(), Currency.getInstance(one.currency()));
                MemberId member = owner
                        .orElseThrow(() -> new SeedException(one.path() + ".balance", "only an owned card has a balance"));
                LocationId location = new LocationId(one.location()
                        .orElseThrow(() -> new SeedException(one.path() + ".location", "a balance needs a location")));
                lines.add(new Ledger.Line(source, lines.size(), new Entry(Account.member(member), amount), now));
                lines.add(new Ledger.Line(source, lines.size(), new Entry(Account.opening(location), amount.negated()), now));
                balances.merge(FeedTables.balance(Account.member(member), amount.currency()).id(), amount.minor(),
                        Math::addExact);
            }
        }
        write(tx, tenant, Card.TABLE, rows);
        Book.read(tx, tenant, FeedTables.BALANCE, balances.keySet())
                .forEach((id, row) -> balances.merge(id, row.columns().require(FeedTables.MINOR), Math::addExact));
        Map<String, Columns> balanceRows = new LinkedHashMap<>();
        balances.forEach((id, minor) -> balanceRows.put(id, Columns.none().with(FeedTables.MINOR, minor)));
        write(tx, tenant, FeedTables.BALANCE, balanceRows);
        Ledger.post(tx, tenant, lines, now);
        return !rows.isEmpty();
    }

    private static void alias(Map<String, Columns> aliases, Alias.Name name, Columns row, String path) {
        if (aliases.put(name.key().id(), row) != null) {
            throw new SeedException(path, "another member of the file has the same");
        }
    }

    private static Optional<MemberId> find(Tx tx, UUID tenant, String name) {
        String id = SEED + ":" + name;
        return Optional.ofNullable(Book.read(tx, tenant, Alias.TABLE, List.of(id)).get(id))
                .map(row -> MemberId.parse(row.columns().require(Alias.MEMBER)));
    }

    private static MobileNumber mobile(String path, String text) {
        try {
            return MobileNumber.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SeedException(path, "this is no mobile number");
        }
    }

    private static void write(Tx tx, UUID tenant, Table<?> table, Map<String, Columns> rows) {
        if (rows.isEmpty()) {
            return;
        }
        long version = Book.versions(tx, rows.size());
        Map<String, Book.Stored> stored = new LinkedHashMap<>();
        for (Map.Entry<String, Columns> row : rows.entrySet()) {
            stored.put(row.getKey(), new Book.Stored(row.getValue(), version++));
        }
        Book.write(tx, tenant, table, stored);
    }
}
