package guichet.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("desk.db");
    }

    private StoreKeyFile key() {
        return StoreKeyFile.beside(file());
    }

    private static void assertFault(StoreFault.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StoreFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        try (Store store = Store.open(file(), key())) {
            store.setting("printer", "EPSON");
        }
        try (Store store = Store.open(file(), key())) {
            assertThat(store.setting("printer")).contains("EPSON");
            store.setting("printer", null);
            assertThat(store.setting("printer")).isEmpty();
        }
    }

    @Test
    void theFileShowsNothingOfWhatIsInIt() throws Exception {
        try (Store store = Store.open(file(), key())) {
            store.setting("printer", "a-word-nobody-else-writes");
            assertThat(bytes(Path.of(file() + "-wal"))).doesNotContain("a-word-nobody-else-writes");
        }
        assertThat(bytes(file())).doesNotContain("a-word-nobody-else-writes").doesNotContain("SQLite format")
                .doesNotContain("journal");
        assertThat(Path.of(file() + "-wal")).doesNotExist();
    }

    private static String bytes(Path file) throws Exception {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void theKeyIsReadableByItsOwnerOnlyAndNeverOverwritten() throws Exception {
        Store.open(file(), key()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key().file()))).isEqualTo("rw-------");
        assertThat(key().read().length()).isEqualTo(32);
        assertFault(StoreFault.Code.KEY_UNREADABLE, key()::create);
    }

    @Test
    void aKeyThatOthersMayReadIsNotUsed() throws Exception {
        Store.open(file(), key()).close();
        Files.setPosixFilePermissions(key().file(), PosixFilePermissions.fromString("rw-r--r--"));
        assertFault(StoreFault.Code.KEY_UNREADABLE, () -> Store.open(file(), key()));
    }

    @Test
    void aStoreWithoutItsKeyIsRefusedAndNoNewKeyIsMade() throws Exception {
        Store.open(file(), key()).close();
        Files.delete(key().file());
        assertFault(StoreFault.Code.KEY_MISSING, () -> Store.open(file(), key()));
        assertThat(key().file()).doesNotExist();
    }

    @Test
    void anotherStoresKeyDoesNotOpenIt() throws Exception {
        Store.open(file(), key()).close();
        Path other = folder.resolve("other.db");
        Store.open(other, StoreKeyFile.beside(other)).close();
        assertFault(StoreFault.Code.WRONG_KEY, () -> Store.open(file(), StoreKeyFile.beside(other)));
        Store.open(file(), key()).close();
    }

    @Test
    void onlyOneProgramHasItOpen() {
        try (Store store = Store.open(file(), key())) {
            assertFault(StoreFault.Code.IN_USE, () -> Store.open(file(), key()));
            store.setting("still", "works");
        }
        Store.open(file(), key()).close();
    }

    @Test
    void aStoreOfANewerProgramIsLeftAlone() {
        try (Store store = Store.open(file(), key())) {
            store.run(transaction -> execute(transaction, "PRAGMA user_version = " + (Schema.LATEST + 1)));
        }
        assertFault(StoreFault.Code.TOO_NEW, () -> Store.open(file(), key()));
    }

    @Test
    void aFeedTableThatLooksOtherwiseIsMadeAnewAndLoadedAgain() {
        try (Store store = Store.open(file(), key())) {
            store.run(transaction -> {
                execute(transaction, "DROP TABLE card");
                execute(transaction, "CREATE TABLE card (key TEXT PRIMARY KEY, uid TEXT)");
                execute(transaction, "UPDATE feed_table SET done = 1, shape = name || ' as it was' WHERE name = 'card'");
                execute(transaction, "UPDATE feed_table SET done = 1 WHERE name <> 'card'");
                execute(transaction, "UPDATE cursor SET loading = 0");
            });
        }
        try (Store store = Store.open(file(), key())) {
            assertThat(number(store, "SELECT count(*) FROM feed_table WHERE done = 0")).isEqualTo(1);
            assertThat(number(store, "SELECT count(public_id) FROM card")).isZero();
            assertThat(number(store, "SELECT loading FROM cursor")).isEqualTo(1);
        }
    }

    @Test
    void aFailedTransactionLeavesNothing() {
        try (Store store = Store.open(file(), key())) {
            assertThatThrownBy(() -> store.run(_ -> {
                store.setting("a", "1");
                throw new IllegalStateException("on purpose");
            })).hasMessage("on purpose");
            assertThat(store.setting("a")).isEmpty();
            store.setting("a", "2");
            assertThat(store.setting("a")).contains("2");
        }
    }

    @Test
    void aFullDiskIsToldAndNothingOfTheTransactionStays() {
        try (Store store = Store.open(file(), key())) {
            store.run(transaction -> execute(transaction, "PRAGMA max_page_count = 60"));
            assertFault(StoreFault.Code.DISK_FULL, () -> store.run(_ -> {
                for (int i = 0; i < 1000; i++) {
                    store.setting("setting-" + i, "x".repeat(1000));
                }
            }));
            assertThat(number(store, "SELECT count(*) FROM setting")).isZero();
            store.run(transaction -> execute(transaction, "PRAGMA max_page_count = 100000"));
            store.setting("room", "again");
        }
    }

    @Test
    void readersSeeOnlyWhatIsCommittedAndCannotWrite() {
        try (Store store = Store.open(file(), key())) {
            store.run(_ -> {
                store.setting("a", "1");
                assertThat(store.setting("a")).isEmpty();
            });
            assertThat(store.setting("a")).contains("1");
            assertFault(StoreFault.Code.FAILED, () -> store.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate("DELETE FROM setting");
                }
            }));
            assertThat(store.setting("a")).contains("1");
        }
    }

    @Test
    void exclusivelyKeepsOtherWritersOut() throws Exception {
        try (Store store = Store.open(file(), key())) {
            CountDownLatch started = new CountDownLatch(1);
            Thread other = Thread.ofPlatform().name("other-writer").unstarted(() -> {
                started.countDown();
                store.setting("who", "other");
            });
            store.exclusively(() -> {
                other.start();
                store.setting("who", "first");
                try {
                    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
                    assertThat(other.join(java.time.Duration.ofMillis(50))).isFalse();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(store.setting("who")).contains("first");
                return null;
            });
            other.join();
            assertThat(store.setting("who")).contains("other");
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        Store store = Store.open(file(), key());
        store.close();
        store.close();
        assertFault(StoreFault.Code.FAILED, () -> store.setting("a", "1"));
        assertFault(StoreFault.Code.FAILED, () -> store.setting("a"));
    }

    private static void execute(Transaction transaction, String sql) throws SQLException {
        try (Statement statement = transaction.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Store store, String sql) {
        return store.read(connection -> {
            try (Statement statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
