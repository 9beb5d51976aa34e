package guichet.server.web;

import java.util.Optional;

/** Knows one kind of bearer token. */
@FunctionalInterface
public interface Credentials {
    /**
     * The caller a token stands for, asked on every request, so that a suspended or revoked one is out at once.
     *
     * @return empty if the token is not of this kind, unknown, expired or revoked
     */
    Optional<Caller> callerOf(String token);
}
