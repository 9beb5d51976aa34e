package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.OperationId;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.money.Money;
import guichet.domain.operations.ReloadCard;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlayViewTest {
    private static final List<CardSerial> CARDS = List.of(World.ALIS, World.FREE, new CardSerial("NEW1"), new CardSerial("NEW2"));
    private static final List<AllowanceId> ALLOWANCES = List.of(World.allowanceId(1), World.allowanceId(2));

    @Test
    void layingEffectsReadsAsWritingThem() {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            MemoryStore base = new MemoryStore();
            MemoryStore written = new MemoryStore();
            for (MemoryStore store : List.of(base, written)) {
                Stage stage = new Stage(store);
                stage.granted(1);
                stage.hold(stage.reload(10));
                stage.applied(stage.reload(20));
            }
            OverlayView overlay = new OverlayView(base.view(World.NOON));
            for (int list = 0; list < 6; list++) {
                List<Effect> effects = effects(random);
                OperationId by = World.operationId(600 + list);
                overlay.lay(by, effects);
                written.apply(by, effects);
            }
            assertSame(overlay, written.view(World.NOON), "seed " + seed);
        }
    }

    @Test
    void aReadNamesTheOperationsItsAnswerComesFrom() {
        Stage stage = new Stage(new MemoryStore());
        OverlayView overlay = new OverlayView(stage.store.view(World.NOON));
        overlay.lay(World.operationId(1),
                List.of(new Effect.Put(Card.key(World.ALIS), Columns.none().with(Card.STATUS, "inactive"))));
        overlay.lay(World.operationId(2),
                List.of(new Effect.Put(Card.key(World.FREE), Columns.none().with(Card.STATUS, "inactive"))));
        assertThat(overlay.sourcesRead()).isEmpty();
        overlay.row(Card.key(World.ALIS));
        overlay.row(Card.key(World.SARAS));
        assertThat(overlay.sourcesRead()).containsExactly(World.operationId(1));
    }

    @Test
    void anOutcomeThatIsSettledOverTheBaseIsReadFromAbove() {
        Stage stage = new Stage(new MemoryStore());
        ReloadCard reload = stage.reload(100);
        stage.hold(reload);
        OverlayView overlay = new OverlayView(stage.store.view(World.NOON));
        Outcome outcome = new Outcome(reload, new Verdict.Applied(List.of()), null);
        overlay.settle(outcome);
        assertThat(overlay.outcome(reload.id()).orNull()).isEqualTo(outcome);
    }

    private static List<Effect> effects(Random random) {
        List<Effect> effects = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            Key<Card> card = Card.key(CARDS.get(random.nextInt(CARDS.size())));
            AllowanceId allowance = ALLOWANCES.get(random.nextInt(ALLOWANCES.size()));
            Money amount = World.egp(random.nextInt(-500, 500));
            effects.add(switch (random.nextInt(9)) {
                case 0 -> new Effect.Remove(card);
                case 1 -> new Effect.Put(card, Columns.none().with(Card.STATUS, random.nextBoolean() ? "active" : "blocked"));
                case 2 -> new Effect.Put(card, Columns.none().with(Card.PUBLIC_ID, random.nextBoolean() ? null : "p" + i)
                        .with(Card.CLAIM, World.operationId(i).toString()));
                case 3 -> new Effect.Post(List.of(new Entry(Account.member(World.ALI), amount),
                        new Entry(Account.member(World.SARA), amount.negated())));
                case 4 -> new Effect.Post(List.of(new Entry(Account.hold(allowance), amount),
                        new Entry(Account.drawer(World.FIRST.id()), amount.negated())));
                case 5 -> new Effect.Draw(allowance, amount, 1);
                case 6 -> new Effect.Remove(Allowance.key(allowance));
                case 7 -> new Effect.Put(Allowance.key(allowance), new Allowance(allowance, World.FIRST.id(), World.HALL.id(),
                        World.egp(1), World.egp(2), i, World.NOON, World.NOON, amount, i, "s").columns());
                default -> random.nextBoolean()
                        ? new Effect.Cancel(World.operationId(random.nextInt(5)))
                        : new Effect.OpenCase(new Case(Case.id(World.operationId(i), Case.Kind.ALARM), Case.Kind.ALARM,
                                World.operationId(i), World.HALL.id(), "FORK", World.NOON, null, null));
            });
        }
        return effects;
    }

    private static void assertSame(View overlay, View written, String seed) {
        for (CardSerial card : CARDS) {
            assertSameRow(Card.key(card), overlay, written, seed);
        }
        for (AllowanceId allowance : ALLOWANCES) {
            assertSameRow(Allowance.key(allowance), overlay, written, seed);
            assertSameBalance(Account.hold(allowance), overlay, written, seed);
        }
        for (int i = 0; i < 6; i++) {
            assertSameRow(Case.key(World.operationId(i), Case.Kind.ALARM), overlay, written, seed);
            assertThat(overlay.outcome(World.operationId(i)).orNull()).as(seed)
                    .isEqualTo(written.outcome(World.operationId(i)).orNull());
        }
        assertSameBalance(Account.member(World.ALI), overlay, written, seed);
        assertSameBalance(Account.member(World.SARA), overlay, written, seed);
    }

    private static void assertSameBalance(Account account, View overlay, View written, String seed) {
        Currency currency = World.EGP;
        assertThat(overlay.balance(account, currency).orNull()).as(seed).isEqualTo(written.balance(account, currency).orNull());
    }

    private static void assertSameRow(Key<?> key, View overlay, View written, String seed) {
        Columns upper = overlay.row(key).orNull();
        Columns lower = written.row(key).orNull();
        assertThat(upper == null).as(seed + " " + key).isEqualTo(lower == null);
        if (upper != null && lower != null) {
            for (Column<?> column : key.table().columns()) {
                assertThat((Object) upper.get(column)).as(seed + " " + key + " " + column.name()).isEqualTo(lower.get(column));
            }
        }
    }
}
