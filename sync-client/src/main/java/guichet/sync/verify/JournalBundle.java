package guichet.sync.verify;

import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperatorId;
import guichet.protocol.chain.Bytes;
import guichet.protocol.chain.Chain;
import guichet.protocol.chain.Digest;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.EntryKind;
import guichet.protocol.chain.Head;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.chain.Signatures;
import guichet.protocol.desk.DeskJson;
import guichet.protocol.json.Json;
import guichet.protocol.json.Malformed;
import guichet.sync.store.Sqlite;
import guichet.sync.store.Store;
import guichet.sync.store.StoreFault;
import guichet.sync.store.StoreKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A journal as lines of JSON that anybody can carry, read and verify: keys, countersigned heads, entries and side records; the
 * last line is the desk's signature over all lines before it. Personal data is in it: it is as secret as the store.
 */
public final class JournalBundle {

    private JournalBundle() {
    }

    /**
     * Writes a store's whole journal; the store may be in use. Returns the number of lines.
     *
     * @throws StoreFault when the store cannot be read, or belongs to no desk
     */
    public static long export(Path file, Optional<StoreKey> key, Writer out) throws IOException {
        try (Connection connection = Sqlite.openReadOnly(file, key)) {
            connection.setAutoCommit(false);
            Lines lines = new Lines(out);
            Evidence.read(connection, new Exported(lines), Optional.empty());
            lines.sign(Signatures.privateKey(Bytes.base64(setting(connection, "desk.signing-key"))),
                    Signatures.publicKey(Bytes.base64(setting(connection, "desk.public-key"))));
            connection.rollback();
            return lines.count;
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a file begins as a bundle does; a store's first bytes are its salt or SQLite's name. */
    public static boolean isBundle(Path file) throws IOException {
        byte[] begin = "{\"v\":1,".getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(begin.length), begin);
        }
    }

    /** Verifies a bundle as {@link JournalVerifier#verify} does a store. A bundle that ends early is damaged. */
    public static Report verify(BufferedReader bundle, Optional<String> fingerprint, Optional<Bytes> head) throws IOException {
        Check check = new Check(head);
        Digest digest = new Digest(Lines.PURPOSE);
        boolean signed = false;
        long number = 0;
        for (String line = bundle.readLine(); line != null && !signed; line = bundle.readLine()) {
            number++;
            try {
                JsonNode json = Json.tree(Bytes.utf8(line));
                if (Json.text(json, "type").equals("signature")) {
                    signed = true;
                    if (!Signatures.verify(Signatures.publicKey(Json.parsed(json, "key", Bytes::base64)), digest.done(),
                            Json.parsed(json, "signature", Bytes::base64))) {
                        check.damaged("the bundle was changed after it was signed");
                    }
                } else {
                    digest.add(line);
                    take(json, check, fingerprint);
                }
            } catch (Malformed | IllegalArgumentException e) {
                check.damaged("line " + number + " cannot be read: " + e.getMessage());
            }
        }
        if (!signed) {
            check.damaged("the bundle has no signature at its end");
        }
        return check.report();
    }

    /**
     * Reads a bundle into a new store, so that the journal of a desk that is gone can be kept and looked at. Nothing is appended
     * to its chains any more, and no desk can work with the store: the desk's own key is not in a bundle.
     *
     * @return what the verification found: the store was made when it found nothing wrong, and only then
     * @throws StoreFault when there is such a file already, or it cannot be written
     */
    public static Report importInto(Path bundle, Path file, StoreKey key) throws IOException {
        if (Files.exists(file)) {
            throw new StoreFault(StoreFault.Code.FAILED, "there is a file already: " + file, null);
        }
        Report report;
        try (BufferedReader lines = Files.newBufferedReader(bundle)) {
            report = verify(lines, Optional.empty(), Optional.empty());
        }
        if (report.whole()) {
            try (Store store = Store.open(file, key); BufferedReader lines = Files.newBufferedReader(bundle)) {
                store.run(transaction -> {
                    Imported imported = new Imported(transaction);
                    try {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            JsonNode json = Json.tree(Bytes.utf8(line));
                            if (!Json.text(json, "type").equals("signature")) {
                                take(json, imported, Optional.empty());
                            }
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    imported.done();
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return report;
    }

    private static void take(JsonNode json, Evidence.Reader check, Optional<String> fingerprint) {
        switch (Json.text(json, "type")) {
            case "server" -> check.serverKey(Signatures.publicKey(Json.parsed(json, "key", Bytes::base64)), fingerprint);
            case "approver" -> check.approver(Json.parsed(json, "operator", OperatorId::parse),
                    Signatures.publicKey(Json.parsed(json, "key", Bytes::base64)));
            case "left" -> check.left(chain(json));
            case "head" -> check.head(DeskJson.countersigned(Bytes.utf8(Json.text(json, "head"))));
            case "entry" -> check.entry(new Entry(chain(json), Json.number(json, "sequence"),
                    Json.parsed(json, "kind", EntryKind::parse), Json.parsed(json, "bytes", Bytes::base64),
                    Json.parsed(json, "approval", Bytes::base64), Json.parsed(json, "previous", Bytes::hex),
                    Json.parsed(json, "hash", Bytes::hex)), Json.text(json, "id"));
            case "side" -> check.side(Json.text(json, "digest"), json.has("content")
                    ? new SideRecord(Json.parsed(json, "salt", Bytes::base64), Json.parsed(json, "content", Bytes::base64))
                    : null);
            case "verdict" -> check.verdict(Json.text(json, "id"), Json.parsed(json, "body", Bytes::base64));
            default -> throw new Malformed("no such line", null);
        }
    }

    private static Chain chain(JsonNode json) {
        return new Chain(Json.parsed(json, "desk", DeskId::parse), Json.parsed(json, "incarnation", UUID::fromString));
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM setting WHERE name = '" + name + "'")) {
            if (!rows.next()) {
                throw new StoreFault(StoreFault.Code.FAILED, "the store belongs to no desk yet: there is nothing to export",
                        null);
            }
            return rows.getString(1);
        }
    }

    /** Lines on their way out. */
    private static final class Lines {
        static final String PURPOSE = "guichet-bundle-1";
        private final Writer out;
        private final Digest digest = new Digest(PURPOSE);
        private long count;

        Lines(Writer out) {
            this.out = out;
        }

        void line(String type, Consumer<JsonGenerator> fields) {
            String line = object(type, fields);
            digest.add(line);
            write(line);
        }

        void sign(PrivateKey key, PublicKey itsPublic) {
            Bytes signature = Signatures.sign(key, digest.done());
            write(object("signature", json -> {
                json.writeStringProperty("key", Bytes.of(itsPublic.getEncoded()).base64());
                json.writeStringProperty("signature", signature.base64());
            }));
        }

        private static String object(String type, Consumer<JsonGenerator> fields) {
            return Json.object(json -> {
                json.writeNumberProperty("v", 1);
                json.writeStringProperty("type", type);
                fields.accept(json);
            }).utf8();
        }

        private void write(String line) {
            try {
                out.write(line);
                out.write('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes down what a check would be shown. */
    private record Exported(Lines lines) implements Evidence.Reader {

        @Override
        public void serverKey(PublicKey key, Optional<String> expected) {
            lines.line("server", json -> json.writeStringProperty("key", Bytes.of(key.getEncoded()).base64()));
        }

        @Override
        public void approver(OperatorId operator, PublicKey key) {
            lines.line("approver", json -> {
                json.writeStringProperty("operator", operator.toString());
                json.writeStringProperty("key", Bytes.of(key.getEncoded()).base64());
            });
        }

        @Override
        public void left(Chain which) {
            lines.line("left", json -> chain(json, which));
        }

        @Override
        public void head(Head.Countersigned signed) {
            lines.line("head", json -> json.writeStringProperty("head", DeskJson.encode(signed).utf8()));
        }

        @Override
        public void entry(Entry entry, String id) {
            lines.line("entry", json -> {
                chain(json, entry.chain());
                json.writeNumberProperty("sequence", entry.sequence());
                json.writeStringProperty("kind", entry.kind().spelling());
                json.writeStringProperty("id", id);
                json.writeStringProperty("bytes", entry.bytes().base64());
                json.writeStringProperty("approval", entry.approval().base64());
                json.writeStringProperty("previous", entry.previous().hex());
                json.writeStringProperty("hash", entry.hash().hex());
            });
        }

        @Override
        public void side(String digest, @Nullable SideRecord side) {
            lines.line("side", json -> {
                json.writeStringProperty("digest", digest);
                if (side != null) {
                    json.writeStringProperty("salt", side.salt().base64());
                    json.writeStringProperty("content", side.content().base64());
                }
            });
        }

        @Override
        public void verdict(String id, Bytes body) {
            lines.line("verdict", json -> {
                json.writeStringProperty("id", id);
                json.writeStringProperty("body", body.base64());
            });
        }

        private static void chain(JsonGenerator json, Chain chain) {
            json.writeStringProperty("desk", chain.desk().toString());
            json.writeStringProperty("incarnation", chain.incarnation().toString());
        }
    }
}
