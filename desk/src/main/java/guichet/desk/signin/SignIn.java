package guichet.desk.signin;

import guichet.desk.line.Line;
import guichet.desk.line.Lines;
import guichet.desk.news.News;
import guichet.desk.words.Reason;
import guichet.domain.identity.OperatorId;
import guichet.domain.rules.View;
import guichet.protocol.access.SignInAnswer;
import guichet.protocol.access.SignInRequest;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Signatures;
import guichet.sync.enrolment.SignIns;
import guichet.sync.enrolment.StoredSignIn;
import guichet.sync.loop.SyncStatus;
import guichet.sync.server.Reply;
import guichet.sync.server.Token;
import guichet.sync.store.Store;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Sign-in: by the server when it is heard, else by unwrapping the approval key that the operator's first online sign-in left here.
 * Every try is on disk before it is checked, for names that nobody has as for others: after five wrong ones the name is locked at
 * this desk for a quarter of an hour, and twice as long after each five more.
 */
public final class SignIn implements SignInDesk {
    private static final int TRIES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 6;
    private static final int RECENT = 8;
    private static final Set<String> FORKED = Set.of("DESK_FORKED", "INCARNATION_UNKNOWN");
    private static final String SECRET = "sign-in.secret";
    private static final String RECENT_LOGINS = "sign-in.recent";

    private final Lines lines;
    private final Store store;
    private final SignIns signIns;
    private final Presence presence;
    private final News news;
    private final KeyWrapping wrapping;

    public SignIn(Lines lines, Store store, Presence presence, SecureRandom random, News news) {
        this.lines = lines;
        this.store = store;
        this.signIns = new SignIns(store);
        this.presence = presence;
        this.news = news;
        this.wrapping = new KeyWrapping(secret(store, random), random);
    }

    @Override
    public List<Operator> recent() {
        List<Operator> found = new ArrayList<>();
        Line line = lines.line().orElse(null);
        if (line == null) {
            return found;
        }
        Instant now = line.clock().instant();
        for (String login : recentLogins()) {
            signIns.find(login).flatMap(known -> operatorRow(line, known.operator()))
                    .filter(row -> !row.isSuspendedAt(now))
                    .ifPresent(row -> found
                            .add(new Operator(row.id().toString(), login, row.name(), Role.valueOf(row.role().name()))));
        }
        return found;
    }

    @Override
    public synchronized SignInResult signIn(String name, char[] pin) {
        Line line = lines.now();
        String login = name.strip().toLowerCase(Locale.ROOT);
        Instant now = line.clock().instant();
        StoredSignIn stored = signIns.find(login).orElseGet(() -> nobody(login));
        Instant lockedUntil = stored.lockedUntil();
        if (lockedUntil != null && lockedUntil.isAfter(now)) {
            return new SignInResult.Locked(lockedUntil);
        }
        int tries = stored.wrongTries() + 1;
        Instant lock = tries % TRIES == 0 ? now.plus(lockAfter(tries)) : null;
        signIns.tried(stored.operator(), lock);
        SignInResult wrong = lock == null
                ? new SignInResult.WrongPin(TRIES - tries % TRIES)
                : new SignInResult.Locked(lock);

        Optional<PrivateKey> kept = unwrap(stored, pin);
        SyncStatus.Link link = line.loop().status().link();
        if (link == SyncStatus.Link.ONLINE || link == SyncStatus.Link.STARTING || link == SyncStatus.Link.FORKED) {
            Optional<SignInResult> answered = online(line, stored, kept, pin, wrong);
            if (answered.isPresent()) {
                return answered.get();
            }
        }
        if (line.loop().status().link() == SyncStatus.Link.REFUSED) {
            return new SignInResult.NotPossible(Reason.of("DESK_SHUT_OUT"));
        }
        return kept.map(key -> offline(line, stored, key)).orElse(wrong);
    }

    @Override
    public void signOut() {
        presence.goes();
        news.changed();
    }

    /** Empty when the server gave no answer. */
    private Optional<SignInResult> online(Line line, StoredSignIn stored, Optional<PrivateKey> kept, char[] pin,
            SignInResult wrong) {
        KeyPair keys = Signatures.newKeys();
        Bytes publicKey = kept.isPresent() ? stored.approvalKey() : Bytes.of(keys.getPublic().getEncoded());
        PrivateKey approval = kept.orElse(keys.getPrivate());
        // JSON needs the PIN as a string; it is not kept.
        SignInRequest request = new SignInRequest(stored.login(), new String(pin), publicKey.base64());
        return switch (line.session().signIn(request)) {
            case Reply.Answered<SignInAnswer>(SignInAnswer answer) ->
                Optional.of(welcome(stored.login(), answer, approval, publicKey, pin));
            // A supervisor has to get in to begin a new chain.
            case Reply.Refused<SignInAnswer> refused when FORKED.contains(refused.code()) -> Optional.empty();
            case Reply.Refused<SignInAnswer> refused -> Optional.of(switch (refused.code()) {
                case "SIGN_IN_REFUSED" -> wrong;
                case "ACCOUNT_SUSPENDED" -> new SignInResult.NotPossible(Reason.of("OPERATOR_OFF"));
                case "DESK_SUSPENDED", "DESK_REFUSED" -> new SignInResult.NotPossible(Reason.of("DESK_SHUT_OUT"));
                case "SIGN_IN_NOT_HERE" -> new SignInResult.NotPossible(Reason.of("OPERATOR_SCOPE"));
                default -> new SignInResult.NotPossible(Reason.of(refused.code()));
            });
            case Reply.RateLimited<SignInAnswer>(Duration after) ->
                Optional.of(new SignInResult.Locked(line.clock().instant().plus(after)));
            case Reply.Unreachable<SignInAnswer> _ -> Optional.empty();
        };
    }

    private SignInResult welcome(String login, SignInAnswer answer, PrivateKey approval, Bytes publicKey, char[] pin) {
        OperatorId operator = new OperatorId(answer.operator());
        String how = wrapping.newWrapping();
        byte[] plain = approval.getEncoded();
        try {
            signIns.keep(new StoredSignIn(operator, login, how, wrapping.wrap(plain, how, login, pin), publicKey, 0, null));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        SignedIn who = new SignedIn(operator, login, answer.name(), guichet.domain.desks.Operator.Role.parse(answer.role()),
                answer.readOnly(), approval, Optional.of(new Token(answer.token())));
        return signedIn(who, true);
    }

    private SignInResult offline(Line line, StoredSignIn stored, PrivateKey approval) {
        signIns.right(stored.operator());
        guichet.domain.desks.Operator row = operatorRow(line, stored.operator()).orElse(null);
        if (row == null || row.isSuspendedAt(line.clock().instant())) {
            return new SignInResult.NotPossible(Reason.of("OPERATOR_OFF"));
        }
        if (!row.mayWorkAt(line.identity().location())) {
            return new SignInResult.NotPossible(Reason.of("OPERATOR_SCOPE"));
        }
        return signedIn(
                new SignedIn(row.id(), stored.login(), row.name(), row.role(), row.readOnly(), approval, Optional.empty()),
                false);
    }

    private SignInResult signedIn(SignedIn who, boolean online) {
        presence.comes(who);
        List<String> recent = Stream.concat(Stream.of(who.login()), recentLogins().stream()).distinct().limit(RECENT).toList();
        store.setting(RECENT_LOGINS, String.join("\n", recent));
        news.changed();
        return new SignInResult.SignedIn(who.shown(), online);
    }

    private List<String> recentLogins() {
        return store.setting(RECENT_LOGINS).map(text -> List.of(text.split("\n", -1))).orElse(List.of());
    }

    private Optional<PrivateKey> unwrap(StoredSignIn stored, char[] pin) {
        return wrapping.unwrap(stored.wrappedKey(), stored.wrapping(), stored.login(), pin).map(plain -> {
            try {
                return Signatures.privateKey(Bytes.of(plain));
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        });
    }

    /** What is kept for a name that nobody here has: tries of it count, lock and take as long as any other's. */
    private StoredSignIn nobody(String login) {
        StoredSignIn nobody = new StoredSignIn(new OperatorId(UUID.randomUUID()), login, wrapping.newWrapping(),
                wrapping.nobodys(),
                Bytes.of(Signatures.newKeys().getPublic().getEncoded()), 0, null);
        signIns.keep(nobody);
        return nobody;
    }

    private static Optional<guichet.domain.desks.Operator> operatorRow(Line line, OperatorId id) {
        return Optional.ofNullable(line.view(View.Standing.DESK_CUT_OFF).read(guichet.domain.desks.Operator.key(id)).orNull());
    }

    private static Duration lockAfter(int tries) {
        return LOCK.multipliedBy(1L << Math.min(tries / TRIES - 1, MOST_DOUBLINGS));
    }

    private static Bytes secret(Store store, SecureRandom random) {
        return store.setting(SECRET).map(Bytes::base64).orElseGet(() -> {
            byte[] fresh = new byte[32];
            random.nextBytes(fresh);
            Bytes secret = Bytes.of(fresh);
            store.setting(SECRET, secret.base64());
            return secret;
        });
    }
}
