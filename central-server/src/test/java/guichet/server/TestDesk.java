package guichet.server;

import guichet.protocol.access.DeskSessionProof;
import guichet.server.access.Location;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** A desk's side of coming in: its key, its enrolment, its session, its operators. */
public final class TestDesk {
    public final KeyPair keys = newKey();
    public final UUID incarnation = UUID.randomUUID();
    public final UUID id;
    public final Location location;
    private final TestServer server;

    private TestDesk(TestServer server, Location location) {
        this.server = server;
        this.location = location;
        String code = server.running().enrolmentCode(location.tenant(), location.id());
        TestServer.Answer answer = enrol(server, code, keys, incarnation);
        if (answer.status() != 200) {
            throw new IllegalStateException("not enrolled: " + answer);
        }
        this.id = UUID.fromString(answer.body().get("desk").asString());
    }

    /** A desk enrolled at the location with this name. */
    public static TestDesk at(TestServer server, String location) {
        return new TestDesk(server, location(server, location));
    }

    public static Location location(TestServer server, String name) {
        return server.running().locations().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
    }

    public static TestServer.Answer enrol(TestServer server, String code, KeyPair keys, UUID incarnation) {
        return server.post("/api/desk/v1/enrol",
                Map.of("code", code, "deskName", "Window 1", "kind", "cage", "publicKey", base64(keys.getPublic().getEncoded()),
                        "incarnation", incarnation),
                null);
    }

    public String challenge() {
        return server.post("/api/desk/v1/challenge", Map.of("desk", id), null).body().get("challenge").asString();
    }

    public TestServer.Answer openSession(String challenge, UUID incarnation, KeyPair signer) {
        String signature = base64(sign(signer, DeskSessionProof.bytes(id, incarnation, challenge)));
        return server.post("/api/desk/v1/desk-session",
                Map.of("desk", id, "incarnation", incarnation, "challenge", challenge, "signature", signature), null);
    }

    /** A desk token. */
    public String token() {
        return openSession(challenge(), incarnation, keys).body().get("token").asString();
    }

    public TestServer.Answer signIn(String login, String secret) {
        return server.post("/api/desk/v1/session",
                Map.of("login", login, "secret", secret, "approvalPublicKey", base64(newKey().getPublic().getEncoded())),
                token());
    }

    public static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] sign(KeyPair keys, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
