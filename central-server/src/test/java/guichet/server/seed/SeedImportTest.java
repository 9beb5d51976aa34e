package guichet.server.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import guichet.server.FreshDatabase;
import guichet.server.TestClock;
import guichet.server.audit.Audit;
import guichet.server.database.Database;
import guichet.server.database.DatabaseAddress;
import guichet.server.database.Tx;
import guichet.server.identity.Ids;
import guichet.server.identity.SecretHashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(FreshDatabase.class)
class SeedImportTest {
    private static final String PLACES = """
            "licencees": [{"id": "c", "name": "Cairo Nights"}],
            "locations": [{"id": "z", "name": "Zamalek", "zone": "Africa/Cairo", "gamingDayStartHour": 8, "currency": "EGP"}]""";

    private final List<SeededMember> people = new ArrayList<>();
    private final List<SeededCard> cards = new ArrayList<>();
    private final Database database;
    private final SeedImport seed;

    SeedImportTest(DatabaseAddress address) {
        Ids ids = new Ids();
        TestClock clock = new TestClock();
        database = Database.open(address, 4);
        seed = new SeedImport(database, new SecretHashes(2), new SeedMembers() {
            @Override
            public boolean knows(Tx tx, UUID tenant, String member) {
                return member.equals("an earlier one");
            }

            @Override
            public void importInto(Tx tx, List<SeededMember> given, List<SeededCard> givenCards) {
                people.addAll(given);
                cards.addAll(givenCards);
            }
        }, new Audit(ids, clock), ids, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void run(String json) {
        seed.run(SeedFile.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private int rows() {
        return database.reading(tx -> tx.fetchSingle("""
                select (select count(*) from licencee) + (select count(*) from location) + (select count(*) from operator)
                  + (select count(*) from operator_location) + (select count(*) from audit) as n""").get("n", Integer.class));
    }

    @Test
    void theDemoSeedIsTakenWholeAndTwiceChangesNothing() {
        seed.run("demo");
        int after = rows();
        assertThat(people).hasSize(30).allSatisfy(member -> assertThat(member.mobile().orElseThrow()).matches("\\+201[0-9]{9}"));
        assertThat(cards).hasSize(40);
        assertThat(cards).filteredOn(card -> card.status().equals("active") && card.owner().isEmpty())
                .hasSizeGreaterThan(5)
                .anySatisfy(card -> assertThat(card.serial()).isEqualTo("04A1B2C3D4E580"));
        assertThat(cards).anySatisfy(card -> assertThat(card.status()).isEqualTo("blocked"))
                .anySatisfy(card -> assertThat(card.status()).isEqualTo("expired"))
                .anySatisfy(card -> assertThat(card.balanceMinor()).isPositive());
        String before = operators();
        seed.run("demo");
        assertThat(rows()).isEqualTo(after);
        assertThat(operators()).isEqualTo(before);
    }

    private String operators() {
        return database.reading(tx -> tx.fetch("select * from operator order by id").formatJSON());
    }

    @Test
    void secretsAreKeptAsArgon2Only() {
        run("{" + PLACES + ", \"admins\": [{\"id\": \"a\", \"login\": \"ada\", \"name\": \"Ada\", \"secret\": \"8150-9999\"}]}");
        String hash = database.reading(tx -> tx.fetchSingle("select secret_hash from operator").get("secret_hash", String.class));
        assertThat(hash).startsWith("$argon2id$");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "$.organizers | `organizers`: []",
            "$.locations[1].zones | `locations2`: 0",
            "$.operators[0].locations[1] | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`cashier`,`secret`:`1234`,`locations`:[`z`,`y`]}]",
            "$.operators[0].role | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`boss`,`secret`:`1234`,`locations`:[`z`]}]",
            "$.operators[0].locations | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`floor`,`secret`:`1234`}]",
            "$.operators[1].id | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`floor`,`secret`:`1234`,`locations`:[`z`]},{`id`:`o`,`login`:`olb`,`name`:`O`,`role`:`floor`,`secret`:`1234`,`locations`:[`z`]}]",
            "$.operators[1].login | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`floor`,`secret`:`1234`,`locations`:[`z`]},{`id`:`p`,`login`:`OLA`,`name`:`O`,`role`:`floor`,`secret`:`1234`,`locations`:[`z`]}]",
            "$.operators[0].secret | `operators`: [{`id`:`o`,`login`:`ola`,`name`:`O`,`role`:`floor`,`locations`:[`z`]}]",
            "$.admins[0].licencee | `admins`: [{`id`:`a`,`licencee`:`x`,`login`:`ada`,`name`:`Ada`,`secret`:`12345678`}]",
            "$.cards[0].owner | `cards`: [{`serial`:`04AA`,`status`:`active`,`owner`:`nobody`}]",
            "$.cards[0].balance | `cards`: [{`serial`:`04AA`,`status`:`active`,`balance`:`1.005`}]",
            "$.cards[0].expiry | `cards`: [{`serial`:`04AA`,`status`:`active`,`expiry`:`31.12.2027`}]",
            "$.cards[0].colour | `cards`: [{`serial`:`04AA`,`status`:`active`,`colour`:`red`}]",
            "$.cards[0].status | `cards`: [{`serial`:`04AA`,`status`:`lost`}]",
            "$.members[1].id | `members`: [{`id`:1,`name`:`A`},{`id`:1,`name`:`B`}]"})
    void whatCannotBeTakenIsRefusedWithItsPathAndNothingIsImported(String path, String section) {
        String json = section.contains("locations2")
                ? "{" + PLACES.replace("\"EGP\"}]",
                        "\"EGP\"}, {\"id\": \"y\", \"name\": \"Y\", \"zone\": \"UTC\", \"gamingDayStartHour\": 8, \"currency\": \"EGP\", \"zones\": 1}]")
                        + "}"
                : "{" + PLACES + ", " + section.replace('`', '"') + "}";
        assertThatThrownBy(() -> run(json)).isInstanceOfSatisfying(SeedException.class,
                e -> assertThat(e.path()).isEqualTo(path));
        assertThat(rows()).isZero();
        assertThat(people).isEmpty();
        assertThat(cards).isEmpty();
    }

    @Test
    void amountsAndReferencesAreReadExactly() {
        run("{" + PLACES + """
                , "customers": [{"id": 6, "name": "Aya", "mobile": "01000000101"}],
                "cards": [{"serial": "04AA", "status": "active", "owner": "6", "balance": "120.50", "expiry": "2027-12-31"},
                          {"serial": "04AB", "status": "active", "owner": "an earlier one"}]}""");
        assertThat(cards.getFirst().balanceMinor()).isEqualTo(12_050);
        assertThat(cards.getFirst().currency()).isEqualTo("EGP");
        assertThat(people.getFirst().id()).isEqualTo("6");
    }
}
