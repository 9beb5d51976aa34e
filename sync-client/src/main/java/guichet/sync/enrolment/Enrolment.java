package guichet.sync.enrolment;

import guichet.sync.server.Reply;
import guichet.sync.store.Store;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a desk known to a server, and remembers it. */
public final class Enrolment {

    public Enrolment(Store store, InstantSource clock, RandomGenerator random) {
        throw new UnsupportedOperationException();
    }

    /** The identity, or empty while the desk is not enrolled. */
    public Optional<DeskIdentity> identity() {
        throw new UnsupportedOperationException();
    }

    /**
     * Enrols with a code as typed. Refused with {@code CODE_MALFORMED} before anything is sent, with
     * {@code SERVER_NOT_TRUSTED} when the server's key is not the one in the code, with {@code ALREADY_ENROLLED} when the store
     * belongs to a desk; otherwise as the server says. On success the identity is on disk.
     */
    public Reply<DeskIdentity> enrol(URI server, String code, String deskName, String kind) {
        throw new UnsupportedOperationException();
    }
}
