package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.desks.Desk;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.MemberId;
import guichet.domain.operations.AssignCard;
import guichet.domain.operations.BlockCard;
import guichet.domain.operations.ChargeCard;
import guichet.domain.operations.Operation;
import guichet.domain.operations.ReloadCard;
import guichet.domain.operations.Told;
import guichet.domain.operations.Withdraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three desks that were cut off are heard in every which order. */
class OrderTest {
    private static final List<Desk> DESKS = List.of(World.FIRST, World.SECOND, World.THIRD);
    private static final int ORDERS = 12;

    /** What a desk sends: operations, each told done. */
    private record Sent(Operation operation, Told told) {
    }

    @Test
    void withoutRivalClaimsBalancesAreTheSameInEveryOrder() {
        for (long seed = 0; seed < 60; seed++) {
            Map<String, Long> first = null;
            for (int order = 0; order < ORDERS; order++) {
                MemoryStore store = new MemoryStore();
                Stage stage = new Stage(store);
                List<List<Sent>> desks = work(stage, new Random(seed), false);
                heard(stage, desks, new Random(seed * 1_000 + order));
                sumsToZero(store, seed);
                first = first == null ? store.balances() : first;
                assertThat(store.balances()).as("seed %d order %d", seed, order).isEqualTo(first);
            }
        }
    }

    @Test
    void withRivalClaimsMoneyIsStillAllThereAndEveryLoserHasACase() {
        int lost = 0;
        for (long seed = 0; seed < 60; seed++) {
            for (int order = 0; order < 4; order++) {
                MemoryStore store = new MemoryStore();
                Stage stage = new Stage(store);
                List<List<Sent>> desks = work(stage, new Random(seed), true);
                heard(stage, desks, new Random(seed * 1_000 + order));
                sumsToZero(store, seed);
                for (Sent sent : desks.stream().flatMap(List::stream).toList()) {
                    lost += hasItsCase(store, sent, "seed " + seed + " order " + order) ? 1 : 0;
                }
            }
        }
        assertThat(lost).isPositive();
    }

    @Test
    void judgingChangesNothingAndSaysTheSameAgain() {
        Stage stage = new Stage(new MemoryStore());
        for (List<Sent> desk : work(stage, new Random(7), true)) {
            for (Sent sent : desk) {
                for (View.Standing standing : View.Standing.values()) {
                    Judgement once = stage.judge(sent.operation, standing);
                    assertThat(stage.judge(sent.operation, standing)).isEqualTo(once);
                    assertThat(once.allowed() || once.effects().isEmpty()).isTrue();
                }
            }
        }
    }

    /** The same for the same random numbers, whatever comes of it later. */
    private static List<List<Sent>> work(Stage stage, Random random, boolean rivals) {
        List<List<Sent>> desks = new ArrayList<>();
        long allowances = 0;
        for (Desk desk : DESKS) {
            AllowanceId allowance = stage.at(desk).granted(++allowances);
            List<Sent> sent = new ArrayList<>();
            for (int i = 2 + random.nextInt(3); i > 0; i--) {
                Operation operation = operation(stage, random, rivals, sent);
                boolean money = operation instanceof ReloadCard || operation instanceof ChargeCard;
                operation = money ? stage.within(allowance, operation) : operation;
                sent.add(new Sent(operation, stage.toldOf(operation, Told.What.DONE)));
            }
            desks.add(sent);
        }
        return desks;
    }

    private static Operation operation(Stage stage, Random random, boolean rivals, List<Sent> before) {
        boolean ali = random.nextBoolean();
        CardSerial card = ali ? World.ALIS : World.SARAS;
        MemberId member = ali ? World.ALI : World.SARA;
        long amount = random.nextLong(1, 2_500);
        return switch (random.nextInt(rivals ? 6 : 5)) {
            case 0, 1 -> new ReloadCard(stage.header(), card, member, World.egp(amount));
            case 2, 3 -> new ChargeCard(stage.header(), card, member, World.egp(amount));
            case 4 -> before.isEmpty() || before.getLast().operation instanceof Withdraw
                    ? new ReloadCard(stage.header(), card, member, World.egp(amount))
                    : stage.withdraw(before.getLast().operation);
            default -> random.nextBoolean()
                    ? new BlockCard(stage.header(), card, BlockCard.Reason.LOST)
                    : new AssignCard(stage.header(), World.FREE, member, ali ? World.ALIS_PROOF : World.SARAS_PROOF);
        };
    }

    /** Each desk in its own order, all of them mixed. */
    private static void heard(Stage stage, List<List<Sent>> desks, Random random) {
        int[] next = new int[desks.size()];
        List<Integer> left = new ArrayList<>(List.of(0, 1, 2));
        while (!left.isEmpty()) {
            int desk = left.get(random.nextInt(left.size()));
            Sent sent = desks.get(desk).get(next[desk]++);
            stage.serve(sent.operation);
            Judgement told = Rules.judgeTold(sent.told, stage.view(View.Standing.SERVER));
            assertThat(told.allowed()).isTrue();
            stage.store.apply(sent.told.id(), told.effects());
            if (next[desk] == desks.get(desk).size()) {
                left.remove(Integer.valueOf(desk));
            }
        }
    }

    private static void sumsToZero(MemoryStore store, long seed) {
        Map<String, Long> sums = new TreeMap<>();
        store.balances().forEach((account, minor) -> sums.merge(account.substring(account.indexOf('|')), minor, Long::sum));
        assertThat(sums.values()).as("seed " + seed).allMatch(sum -> sum == 0);
    }

    private static boolean hasItsCase(MemoryStore store, Sent sent, String how) {
        Outcome outcome = store.view(World.NOON).outcome(sent.operation.id()).orNull();
        assertThat(outcome).as(how).isNotNull();
        if (outcome == null || outcome.verdict() instanceof Verdict.Applied) {
            return false;
        }
        boolean found = false;
        for (Case.Kind kind : Case.Kind.values()) {
            found |= store.view(World.NOON).read(Case.key(sent.operation.id(), kind)).orNull() != null;
        }
        assertThat(found).as(how + " " + sent.operation).isTrue();
        return true;
    }
}
