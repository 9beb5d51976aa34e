package guichet.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.domain.allowances.Allowance;
import guichet.domain.cards.Card;
import guichet.domain.cards.CardSerial;
import guichet.domain.cases.Case;
import guichet.domain.desks.Operator;
import guichet.domain.identity.OperationId;
import guichet.domain.members.Alias;
import guichet.domain.money.Account;
import guichet.domain.money.Entry;
import guichet.domain.operations.ReloadCard;
import guichet.domain.state.Column;
import guichet.domain.state.Columns;
import guichet.domain.state.Key;
import guichet.domain.state.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The writers of a store: one per kind of effect, and no rule in them. */
interface StoreCases extends OnStage {
    OperationId BY = World.operationId(700);

    @Test
    default void everyTypeOfColumnIsReadBackAsWritten() {
        Key<Operator> operator = Operator.TABLE.key(World.uuid(801).toString());
        Columns row = Columns.none().with(Operator.LOGIN, "l'ogin").with(Operator.NAME, "Ünïcode \"مرحبا\" \n 🎰")
                .with(Operator.ROLE, "cashier")
                .with(Operator.READ_ONLY, true).with(Operator.LOCATIONS, "")
                .with(Operator.SUSPENDED_AT, Instant.parse("2026-03-10T10:00:00.123456Z"))
                .with(Operator.REINSTATED_AT, Instant.parse("2026-03-10T11:00:00.654321Z"));
        stage().store.apply(BY, List.of(new Effect.Put(operator, row)));
        assertSame(operator, row);

        Key<Card> card = Card.key(new CardSerial("04EE"));
        Columns dates = Columns.none().with(Card.STATUS, "active").with(Card.EXPIRY_DATE, LocalDate.parse("2028-02-29"))
                .with(Card.ISSUE_DATE, LocalDate.parse("1999-12-31"))
                .with(Card.ASSIGNED_AT, Instant.parse("1969-12-31T23:59:59.999999Z"));
        stage().store.apply(BY, List.of(new Effect.Put(card, dates)));
        assertSame(card, dates);

        Key<Allowance> allowance = Allowance.key(World.allowanceId(9));
        Columns numbers = stage().allowance(9).columns().with(Allowance.TOTAL, Long.MAX_VALUE).with(Allowance.COUNT,
                Long.MIN_VALUE);
        stage().store.apply(BY, List.of(new Effect.Put(allowance, numbers)));
        assertSame(allowance, numbers);
    }

    @Test
    default void aFlagMayBeFalse() {
        Key<Operator> key = Operator.key(World.CASHIER.id());
        assertThat(stage().value(key, Operator.READ_ONLY)).isFalse();
        assertThat(stage().value(Operator.key(World.REVIEWER.id()), Operator.READ_ONLY)).isTrue();
    }

    @Test
    default void everyRecordOfTheWorldIsReadAsItWas() {
        Stage stage = stage();
        assertThat(stage.row(guichet.domain.desks.Location.key(World.HALL.id()))).isEqualTo(World.HALL);
        assertThat(stage.row(guichet.domain.desks.Desk.key(World.FIRST.id()))).isEqualTo(World.FIRST);
        assertThat(stage.row(Operator.key(World.OF_THE_ANNEX.id()))).isEqualTo(World.OF_THE_ANNEX);
        assertThat(stage.row(Operator.key(World.SUSPENDED.id()))).isEqualTo(World.SUSPENDED);
        assertThat(stage.row(World.ALIS_MOBILE.key()))
                .isEqualTo(new Alias(Alias.MOBILE, "digest-of-ali", World.ALI, null));
        assertThat(stage.row(Card.key(World.ALIS))).isEqualTo(new Card(World.ALIS, Card.Status.ACTIVE, World.ALI, null,
                LocalDate.parse("2026-12-31"), null, null));
    }

    @Test
    default void putCarriesOnlyTheColumnsItChanges() {
        Key<Card> key = Card.key(World.ALIS);
        stage().store.apply(BY, List.of(new Effect.Put(key, Columns.none().with(Card.STATUS, "blocked"))));
        assertThat(stage().row(key)).isEqualTo(new Card(World.ALIS, Card.Status.BLOCKED, World.ALI, null,
                LocalDate.parse("2026-12-31"), null, null));
    }

    @Test
    default void nullIsWrittenOverAValueAndAMissingColumnIsNot() {
        Key<Card> key = Card.key(World.ALIS);
        stage().store.apply(BY, List.of(new Effect.Put(key, Columns.none().with(Card.MEMBER, null).with(Card.PUBLIC_ID, "p"))));
        assertThat(stage().value(key, Card.MEMBER)).isNull();
        assertThat(stage().value(key, Card.PUBLIC_ID)).isEqualTo("p");
        assertThat(stage().value(key, Card.EXPIRY_DATE)).isEqualTo(LocalDate.parse("2026-12-31"));
    }

    @Test
    default void putsOfOneRowInOneListAreLaidInTheirOrder() {
        Key<Card> key = Card.key(World.FREE);
        stage().store.apply(BY,
                List.of(new Effect.Put(key, Columns.none().with(Card.STATUS, "inactive").with(Card.PUBLIC_ID, "p")),
                        new Effect.Put(key, Columns.none().with(Card.STATUS, "blocked"))));
        assertThat(stage().value(key, Card.STATUS)).isEqualTo("blocked");
        assertThat(stage().value(key, Card.PUBLIC_ID)).isEqualTo("p");
    }

    @Test
    default void aRowThatWasRemovedIsAbsentAndMayBeMadeAnew() {
        Key<Alias> key = World.ALIS_MOBILE.key();
        stage().store.apply(BY, List.of(new Effect.Remove(key)));
        assertThat(stage().store.view(World.NOON).row(key)).isInstanceOf(Read.Absent.class);
        stage().store.apply(BY, List.of(new Effect.Put(key, Alias.of(World.SARA, BY))));
        assertThat(stage().row(key)).isEqualTo(new Alias(Alias.MOBILE, "digest-of-ali", World.SARA, BY));
    }

    @Test
    default void aRowMadeAnewInTheListThatRemovedItHasNothingOfTheOld() {
        Key<Card> key = Card.key(World.ALIS);
        stage().store.apply(BY,
                List.of(new Effect.Remove(key), new Effect.Put(key, Columns.none().with(Card.STATUS, "pending"))));
        assertThat(stage().row(key)).isEqualTo(new Card(World.ALIS, Card.Status.PENDING, null, null, null, null, null));
        stage().store.apply(BY,
                List.of(new Effect.Put(key, Columns.none().with(Card.STATUS, "active")), new Effect.Remove(key)));
        assertThat(stage().row(key)).isNull();
    }

    @Test
    default void removingWhatIsNotThereDoesNothing() {
        Key<Card> key = Card.key(new CardSerial("NOWHERE"));
        stage().store.apply(BY, List.of(new Effect.Remove(key)));
        assertThat(stage().store.view(World.NOON).row(key)).isInstanceOf(Read.Absent.class);
    }

    @Test
    default void postAddsToBalancesAndMakesTheFirstOne() {
        Account ali = Account.member(World.ALI);
        Account sara = Account.member(World.SARA);
        assertThat(stage().store.view(World.NOON).balance(sara, World.EGP)).isInstanceOf(Read.Absent.class);
        Effect move = new Effect.Post(List.of(new Entry(ali, World.egp(-2_500)), new Entry(sara, World.egp(2_500))));
        stage().store.apply(BY, List.of(move));
        stage().store.apply(World.operationId(701), List.of(move, move));
        assertThat(stage().balance(World.ALI)).isEqualTo(2_500);
        assertThat(stage().balance(World.SARA)).isEqualTo(7_500);
    }

    @Test
    default void postKeepsCurrenciesApart() {
        Account ali = Account.member(World.ALI);
        guichet.domain.money.Money euro = guichet.domain.money.Money.of(300, "EUR");
        stage().store.apply(BY, List.of(new Effect.Post(List.of(new Entry(ali, euro),
                new Entry(Account.drawer(World.FIRST.id()), euro.negated())))));
        assertThat(stage().balance(World.ALI)).isEqualTo(World.ALIS_BALANCE.minor());
        assertThat(stage().store.view(World.NOON).balance(ali, euro.currency()).orNull()).isEqualTo(euro);
    }

    @Test
    default void drawAddsToWhatIsUsedAndGivesBack() {
        Allowance allowance = stage().allowance(1);
        Key<Allowance> key = Allowance.key(allowance.id());
        stage().store.apply(BY, List.of(new Effect.Put(key, allowance.columns()),
                new Effect.Draw(allowance.id(), World.egp(700), 1), new Effect.Draw(allowance.id(), World.egp(300), 1)));
        stage().store.apply(World.operationId(701), List.of(new Effect.Draw(allowance.id(), World.egp(-300), -1)));
        Allowance drawn = stage().need(key);
        assertThat(drawn.usedTotal()).isEqualTo(World.egp(700));
        assertThat(drawn.usedCount()).isEqualTo(1);
        assertThat(drawn.signedText()).isEqualTo(allowance.signedText());
    }

    @Test
    default void aCaseIsOpenedWithAndWithoutMoney() {
        for (guichet.domain.money.Money amount : new guichet.domain.money.Money[]{World.egp(5), null}) {
            Case opened = new Case(Case.id(BY, Case.Kind.CASH_TAKEN), Case.Kind.CASH_TAKEN, BY, World.HALL.id(), "CARD_BLOCKED",
                    World.NOON, amount, null);
            stage().store.apply(BY, List.of(new Effect.OpenCase(opened)));
            assertThat(stage().row(Case.TABLE.key(opened.id()))).isEqualTo(opened);
            stage().store.apply(BY, List.of(new Effect.Remove(Case.TABLE.key(opened.id()))));
        }
    }

    @Test
    default void anOperationThatNeverArrivedHasNoOutcome() {
        assertThat(stage().store.view(World.NOON).outcome(BY)).isInstanceOf(Read.Absent.class);
    }

    @Test
    default void outcomesAreReadBackAsSettled() {
        ReloadCard applied = stage().applied(stage().reload(100));
        ReloadCard refused = stage().reload(0);
        stage().refused(refused, Code.AMOUNT_NOT_POSITIVE);
        ReloadCard held = stage().reload(100);
        stage().hold(held);
        assertThat(outcome(held.id())).isEqualTo(new Outcome(held, null, null));
        assertThat(outcome(refused.id()))
                .isEqualTo(new Outcome(refused, new Verdict.Rejected(Code.AMOUNT_NOT_POSITIVE, Map.of()), null));
        assertThat(outcome(applied.id()).verdict()).isInstanceOfSatisfying(Verdict.Applied.class,
                verdict -> assertThat(verdict.effects()).hasSize(1));
        assertThat(outcome(applied.id()).operation()).isEqualTo(applied);
    }

    @Test
    default void cancelRejectsWhatWaitsAndMarksWhatHasAVerdict() {
        ReloadCard applied = stage().applied(stage().reload(100));
        ReloadCard held = stage().reload(100);
        stage().hold(held);
        guichet.domain.operations.Withdraw by = stage().withdraw(held);
        stage().store.settle(new Outcome(by, new Verdict.Applied(List.of()), null));
        stage().store.apply(by.id(), List.of(new Effect.Cancel(applied.id()), new Effect.Cancel(held.id())));
        assertThat(outcome(held.id()))
                .isEqualTo(new Outcome(held, new Verdict.Rejected(Code.WITHDRAWN, Map.of()), by.id()));
        assertThat(outcome(applied.id()).verdict()).isInstanceOf(Verdict.Applied.class);
        assertThat(outcome(applied.id()).withdrawnBy()).isEqualTo(by.id());
    }

    @Test
    default void everyTableIsKept() {
        for (Table<?> table : Tables.ALL) {
            Key<?> key = table.key(table.equals(Allowance.TABLE) ? World.allowanceId(99).toString() : "scheme:some-key");
            Columns row = Columns.none();
            for (Column<?> column : table.columns()) {
                row = row.withUntyped(column, switch (column.type()) {
                    case TEXT -> "t";
                    case NUMBER -> 7L;
                    case FLAG -> true;
                    case INSTANT -> World.NOON;
                    case DATE -> LocalDate.EPOCH;
                });
            }
            stage().store.put(key, row);
            assertSame(key, row);
        }
    }

    private Outcome outcome(OperationId id) {
        Outcome outcome = stage().store.view(World.NOON).outcome(id).orNull();
        if (outcome == null) {
            throw new AssertionError("no outcome of " + id);
        }
        return outcome;
    }

    /** A store may answer with null for a column that was never written: to rules both read the same. */
    private void assertSame(Key<?> key, Columns expected) {
        Columns row = stage().store.view(World.NOON).row(key).orNull();
        if (row == null) {
            throw new AssertionError("no row " + key);
        }
        for (Column<?> column : key.table().columns()) {
            assertThat((Object) row.get(column)).as(key + " " + column.name()).isEqualTo(expected.get(column));
        }
    }
}
