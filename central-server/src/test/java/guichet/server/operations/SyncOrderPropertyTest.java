package guichet.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cases.Case;
import guichet.domain.desks.Policy;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.LocationId;
import guichet.domain.identity.MemberId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.ProofId;
import guichet.domain.members.Alias;
import guichet.domain.operations.Header;
import guichet.domain.operations.Operation;
import guichet.domain.operations.Told;
import guichet.domain.rules.Verdict;
import guichet.protocol.chain.Entry;
import guichet.protocol.chain.SideRecord;
import guichet.protocol.desk.Answer;
import guichet.protocol.desk.BatchAnswer;
import guichet.server.TestServer;
import guichet.server.book.Book;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three desks that were cut off are heard in every which order, in batches that are cut, lost and sent again. Each order of one
 * history plays with members and cards of its own, so that all of them stand in one ledger.
 */
class SyncOrderPropertyTest {
    private static final int HISTORIES = 24;
    private static final int ORDERS = 4;

    @RegisterExtension
    static final TestServer server = TestServer.withSeed(Hall.seed(2 * 2 * HISTORIES * ORDERS));

    private static final Map<Integer, ChainDesk> DESKS = new HashMap<>();
    private static int worlds;

    private final long seed = Long.getLong("guichet.seed", new Random().nextLong());

    /** One step of a plan: what a desk does, before ids are given. */
    private record Step(int desk, String kind, int member, long amount, int target, int follows, List<Told.What> told) {
    }

    /** An operation that was really made, and whether the operator saw it done. */
    private record Made(ChainDesk desk, Operation operation, boolean done) {
    }

    @BeforeAll
    static void desks() {
        for (int i = 0; i < 3; i++) {
            DESKS.put(i, ChainDesk.at(server, "Hall", "sofia"));
        }
        ChainDesk any = desk(0);
        LocationId hall = new LocationId(any.desk.location.id());
        server.database().useTransaction(tx -> {
            Map<String, Book.Stored> rows = new HashMap<>();
            for (Policy.Name name : List.of(Policy.Name.ALLOWANCE_TOTAL, Policy.Name.ALLOWANCE_COUNT)) {
                rows.put(Policy.key(hall, name).id(),
                        new Book.Stored(new Policy(new TreeMap<>(Map.of(Instant.EPOCH, 1_000_000_000L))).columns(), 1));
            }
            Book.write(tx, any.tenant(), Policy.TABLE, rows);
        });
    }

    private static ChainDesk desk(int number) {
        return java.util.Objects.requireNonNull(DESKS.get(number));
    }

    @Test
    void withoutRivalClaimsBalancesAreTheSameInEveryOrder() {
        System.out.println("seed " + seed);
        int held = 0;
        for (int history = 0; history < HISTORIES; history++) {
            List<Step> plan = plan(new Random(seed + history), false);
            Map<String, Long> first = null;
            for (int order = 0; order < ORDERS; order++) {
                String how = "seed " + seed + " history " + history + " order " + order + " plan " + plan;
                Map<String, Long> before = house();
                int world = worlds++;
                List<Made> made = make(plan, world);
                held += sync(new Random(seed * 31 + history * 1_000L + order), how);
                Map<String, Long> after = moved(before, world);
                first = first == null ? after : first;
                assertThat(after).as(how).isEqualTo(first);
                judgedOnce(made, how);
            }
        }
        Hall.proved(server, desk(0).tenant());
        assertThat(held).as("some had to wait").isPositive();
    }

    @Test
    void withRivalClaimsNoMoneyIsLostAndEveryLoserThatWasToldDoneHasACase() {
        System.out.println("seed " + seed);
        int losers = 0;
        for (int history = 0; history < HISTORIES; history++) {
            List<Step> plan = plan(new Random(seed - history), true);
            for (int order = 0; order < ORDERS; order++) {
                String how = "seed " + seed + " history " + history + " order " + order + " plan " + plan;
                List<Made> made = make(plan, worlds++);
                sync(new Random(seed * 37 + history * 1_000L + order), how);
                judgedOnce(made, how);
                for (Made one : made) {
                    losers += one.done && !hasWhatItNeeds(one, how) ? 1 : 0;
                }
            }
        }
        Hall.proved(server, desk(0).tenant());
        assertThat(losers).as("some lost").isPositive();
    }

    @Test
    void aDeskThatWasRestoredFromAnImageIsFoundOut() {
        Random random = new Random(seed);
        MemberId member = server.member(desk(0).tenant(), "m1");
        for (int i = 0; i < 3; i++) {
            ChainDesk desk = ChainDesk.at(server, "Hall", "carla");
            for (int n = 3 + random.nextInt(5); n > 0; n--) {
                desk.done(desk.reload("04A1", member, 100));
            }
            desk.send();
            long before = Hall.balance(server, desk.tenant(), member);
            int image = random.nextInt(desk.entries.size());
            desk.backTo(image);
            desk.done(desk.reload("04A1", member, 999));
            assertThat(desk.send(image, image + 2)).as("seed " + seed).isEqualTo(new BatchAnswer.Fork(image + 1));
            assertThat(Hall.balance(server, desk.tenant(), member)).isEqualTo(before);
        }
    }

    /** True when it was applied or given up; a refused one must have its case. */
    private static boolean hasWhatItNeeds(Made one, String how) {
        UUID tenant = one.desk.tenant();
        Verdict verdict = one.desk.verdict(one.operation.id()).orElseThrow();
        boolean withdrawn = Boolean.TRUE.equals(Hall.value(server,
                "select withdrawn_by is not null from entry where tenant_id = ? and id = ?", tenant, one.operation.id().value()));
        if (verdict instanceof Verdict.Applied || withdrawn) {
            return true;
        }
        long cases = Set.of(Case.Kind.values()).stream().filter(kind -> kind != Case.Kind.ALARM)
                .filter(kind -> Hall.hasCase(server, tenant, one.operation, kind, true)).count();
        assertThat(cases).as(how + " " + one.operation + " " + verdict).isEqualTo(1);
        return false;
    }

    private static void judgedOnce(List<Made> made, String how) {
        for (Made one : made) {
            assertThat(one.desk.verdict(one.operation.id())).as(how + " " + one.operation).isPresent();
        }
        assertThat(Hall.value(server, "select count(*) from entry where verdict is null")).as(how).isEqualTo(0L);
        assertThat(Hall.value(server, "select count(*) from (select key from (select key, tbl from feed union all"
                + " select key, tbl from feed_outbox) f where tbl = 'verdict' group by key having count(*) > 1) twice")).as(how)
                .isEqualTo(0L);
    }

    private static List<Step> plan(Random random, boolean rivals) {
        List<Step> plan = new ArrayList<>();
        Set<Integer> withdrawn = new HashSet<>();
        int steps = 6 + random.nextInt(7);
        for (int i = 0; i < steps; i++) {
            int desk = random.nextInt(3);
            String kind = switch (random.nextInt(rivals ? 10 : 7)) {
                case 0, 1 -> "reload";
                case 2, 3 -> "charge";
                case 4 -> "register";
                case 5, 6 -> "withdraw";
                case 7 -> "block";
                case 8 -> "assign";
                default -> "spend";
            };
            int target = -1;
            if (kind.equals("withdraw")) {
                for (int j = 0; j < plan.size(); j++) {
                    Step earlier = plan.get(j);
                    if (earlier.desk == desk && !earlier.kind.equals("withdraw") && (rivals || withdrawn.add(j))) {
                        target = j;
                        break;
                    }
                }
                kind = target < 0 ? "reload" : kind;
            }
            int follows = !plan.isEmpty() && random.nextInt(4) == 0 ? random.nextInt(plan.size()) : -1;
            List<Told.What> told = switch (random.nextInt(6)) {
                case 0 -> List.of();
                case 1 -> List.of(Told.What.IN_DOUBT, Told.What.DONE);
                default -> List.of(Told.What.DONE);
            };
            plan.add(new Step(desk, kind, random.nextInt(2), 1 + random.nextInt(40_000), target, follows, told));
        }
        return plan;
    }

    private static String member(int world, int which) {
        return "m" + (2 * world + 1 + which);
    }

    private static List<Made> make(List<Step> plan, int world) {
        List<Operation> operations = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        AllowanceId[] allowances = {desk(0).allowance(), desk(1).allowance(), desk(2).allowance()};
        for (Step step : plan) {
            ChainDesk desk = desk(step.desk);
            MemberId member = server.member(desk.tenant(), member(world, step.member));
            String card = "04A" + (2 * world + 1 + step.member);
            Operation operation = switch (step.kind) {
                case "reload" -> desk.reload(card, member, step.amount);
                case "charge", "spend" -> desk.charge(card, member, step.amount);
                case "register" -> desk.register("Mona", new Alias.Name("club", UUID.randomUUID().toString()));
                case "withdraw" -> desk.withdraw(operations.get(step.target));
                case "block" -> desk.block(card);
                case "assign" -> {
                    ProofId proof = desk.proof(member);
                    yield desk.assign("04F" + (2 * world + 1), member, proof);
                }
                default -> throw new IllegalStateException(step.kind);
            };
            Header header = operation.header();
            boolean draws = step.kind.equals("reload") || step.kind.equals("charge");
            List<OperationId> follows = step.follows < 0 ? List.of() : List.of(operations.get(step.follows).id());
            boolean needs = step.kind.equals("spend");
            operation = operation.with(new Header(header.id(), header.desk(), header.operator(), header.times(),
                    needs ? follows : List.of(), needs ? List.of() : follows, draws ? allowances[step.desk] : null));
            desk.append(operation);
            operations.add(operation);
            boolean done = false;
            for (Told.What what : step.told) {
                desk.tell(operation, what);
                done |= what == Told.What.DONE;
            }
            made.add(new Made(desk, operation, done));
        }
        return made;
    }

    /** Sends everything in a random order; how many entries were held at some time. */
    private static int sync(Random random, String how) {
        int held = 0;
        Map<Entry, Answer> answers = new HashMap<>();
        Map<Integer, List<SideRecord>> late = new HashMap<>();
        int[] acknowledged = new int[3];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            acknowledged[i] = desk(i).sent();
            if (desk(i).entries.size() > acknowledged[i]) {
                left.add(i);
            }
            if (random.nextBoolean()) {
                late.put(i, desk(i).loseSides());
            }
        }
        while (!left.isEmpty()) {
            int number = left.get(random.nextInt(left.size()));
            ChainDesk desk = desk(number);
            int from = Math.max(0, acknowledged[number] - random.nextInt(3));
            int to = Math.min(desk.entries.size(), acknowledged[number] + 1 + random.nextInt(6));
            List<Answer> heard = ChainDesk.received(desk.send(from, to));
            for (int i = 0; i < heard.size(); i++) {
                Answer before = answers.put(desk.entries.get(from + i), heard.get(i));
                held += heard.get(i) instanceof Answer.Held ? 1 : 0;
                if (before instanceof Answer.Judged) {
                    assertThat(heard.get(i)).as(how).isEqualTo(before);
                }
            }
            boolean lost = random.nextInt(4) == 0;
            acknowledged[number] = lost ? acknowledged[number] : to;
            if (acknowledged[number] == desk.entries.size()) {
                left.remove(Integer.valueOf(number));
                desk.acknowledged();
                List<SideRecord> sides = late.remove(number);
                if (sides != null && !sides.isEmpty()) {
                    ChainDesk.answer(desk.post(desk.batch(desk.entries.subList(to - 1, to), sides)));
                }
            }
        }
        return held;
    }

    private static Map<String, Long> house() {
        Map<String, Long> house = new TreeMap<>();
        UUID tenant = desk(0).tenant();
        for (int i = 0; i < 3; i++) {
            house.put("drawer" + i, Hall.balance(server, tenant, "drawer:" + desk(i).id()));
        }
        for (String kind : List.of("suspense", "revenue", "risk")) {
            house.put(kind, Hall.balance(server, tenant, kind + ":" + desk(0).desk.location.id()));
        }
        return house;
    }

    private static Map<String, Long> moved(Map<String, Long> before, int world) {
        Map<String, Long> moved = house();
        moved.replaceAll((account, minor) -> minor - before.getOrDefault(account, 0L));
        for (int i = 0; i < 2; i++) {
            moved.put("member" + i, Hall.balance(server, desk(0).tenant(), server.member(desk(0).tenant(), member(world, i))));
        }
        return moved;
    }
}
