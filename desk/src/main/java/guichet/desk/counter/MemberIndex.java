package guichet.desk.counter;

import guichet.desk.line.Line;
import guichet.domain.identity.MemberId;
import guichet.domain.members.Profile;
import guichet.domain.operations.RegisterMember;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.json.Malformed;
import guichet.protocol.operations.OperationCodec;
import guichet.protocol.operations.SideCodec;
import guichet.protocol.operations.UnknownVersion;
import guichet.sync.journal.JournalEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds members by name and mobile. The profiles of all members this desk holds are kept in memory, and brought up to date when
 * rows have changed, not more often than once in two seconds. Thread-safe.
 */
final class MemberIndex {
    private static final Logger LOG = LoggerFactory.getLogger(MemberIndex.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int OWN_ENTRIES = 1000;

    /** @param folded name in lower case without accents */
    record Found(MemberId member, Profile profile, String folded) {
    }

    private Map<String, Found> byDigest = Map.of();
    private boolean stale = true;
    private Instant readAt = Instant.MIN;

    /** Rows may have changed. */
    synchronized void changed() {
        stale = true;
    }

    /** Members whose name has all the words, or whose mobile has the digits, typed; by name. */
    List<Found> search(Line line, String typed, int limit) {
        List<String> words = List.of(fold(typed).strip().split("\\s+", -1));
        String digits = typed.replaceAll("[^0-9]", "");
        boolean number = digits.length() >= 3 && typed.matches("[0-9+\\-() ./]*");
        if (fold(typed).isBlank()) {
            return List.of();
        }
        return current(line).values().stream()
                .filter(found -> number ? hasDigits(found.profile(), digits) : words.stream().allMatch(found.folded()::contains))
                .sorted(java.util.Comparator.comparing(Found::folded)).limit(limit).toList();
    }

    Optional<Found> byMobile(Line line, String mobile) {
        return current(line).values().stream()
                .filter(found -> found.profile().mobile() != null && found.profile().mobile().value().equals(mobile)).findFirst();
    }

    private static boolean hasDigits(Profile profile, String digits) {
        return profile.mobile() != null && profile.mobile().value().contains(digits);
    }

    private synchronized Map<String, Found> current(Line line) {
        Instant now = line.clock().instant();
        if (stale && !now.isBefore(readAt.equals(Instant.MIN) ? now : readAt.plus(PAUSE))) {
            stale = false;
            readAt = now;
            Map<String, Found> before = byDigest;
            Map<String, Found> fresh = line.store().read(connection -> read(connection, before));
            own(line, fresh);
            byDigest = fresh;
        }
        return byDigest;
    }

    private static Map<String, Found> read(Connection connection, Map<String, Found> before) throws SQLException {
        Map<String, Found> fresh = new HashMap<>();
        List<String[]> missing = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT m.key, m.profile FROM member m JOIN side s ON s.key = m.profile WHERE s.content IS NOT NULL""");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String digest = rows.getString(2);
                Found known = before.get(digest);
                if (known == null) {
                    missing.add(new String[]{rows.getString(1), digest});
                } else {
                    fresh.put(digest, known);
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT content FROM side WHERE key = ?")) {
            for (String[] one : missing) {
                select.setString(1, one[1]);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        put(fresh, one[1], MemberId.parse(one[0]), Bytes.of(rows.getBytes(1)));
                    }
                }
            }
        }
        return fresh;
    }

    /** Members this desk has registered, until the feed brings them. */
    private static void own(Line line, Map<String, Found> fresh) {
        for (JournalEntry entry : line.journal().entries(OWN_ENTRIES)) {
            if (entry.kind() == EntryKind.OPERATION && !entry.settled() && Book.stands(entry)) {
                try {
                    if (OperationCodec.decode(entry.entry().bytes()) instanceof RegisterMember register) {
                        line.journal().side(register.profile())
                                .ifPresent(side -> put(fresh, register.profile(), register.member(), side.content()));
                    }
                } catch (UnknownVersion e) {
                    LOG.debug("passed over", e);
                }
            }
        }
    }

    private static void put(Map<String, Found> map, String digest, MemberId member, Bytes content) {
        try {
            Profile profile = SideCodec.profile(content);
            map.put(digest, new Found(member, profile, fold(profile.name())));
        } catch (Malformed e) {
            LOG.warn("the profile of member {} cannot be read", member);
        }
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
