package guichet.console.counter;

import guichet.desk.counter.CardFace;
import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Outcome;
import guichet.desk.counter.ReloadTerms;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.desk.words.Amount;
import guichet.console.words.MoneyFormat;
import guichet.desk.words.Reason;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A reload: amount, cash, Enter; then what came of it. Its operation id is made once, so that a second Enter cannot reload twice. */
public final class ReloadViewModel implements Flow {
    /** How long a reload can be undone with one key. */
    public static final Duration UNDO = Duration.ofSeconds(2);

    /** Where it stands. */
    public enum Step {
        /** The terms are being read. */
        LOADING,
        /** Amount and cash are typed. */
        ENTER,
        /** On its way. */
        WORKING,
        /** There is an outcome. */
        RESULT
    }

    /** The field the keypad types into. */
    public enum Field {
        /** What goes on the card. */
        AMOUNT,
        /** What the customer gave. */
        CASH
    }

    private final CounterDesk desk;
    private final CounterView view;
    private final String cardId;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final InstantSource clock;
    private final Runnable changed;
    private final MoneyFormat money = new MoneyFormat(Locale.ROOT);
    private final ObjectProperty<Step> step = new SimpleObjectProperty<>(Step.LOADING);
    private final ObjectProperty<Field> field = new SimpleObjectProperty<>(Field.AMOUNT);
    private final ObjectProperty<Optional<ReloadTerms>> terms = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty amount = new SimpleStringProperty("");
    private final StringProperty cash = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Amount>> change = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Said>> amountError = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Said>> cashError = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Outcome>> outcome = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty undoOpen = new SimpleBooleanProperty();
    private String operationId = "";
    private Optional<Amount> asked = Optional.empty();
    private Work work = Work.NONE;
    private Work undoTimer = Work.NONE;

    /** Begins a reload of the card shown. */
    ReloadViewModel(CounterDesk desk, CounterView view, TaskExecutor tasks, Toasts toasts, InstantSource clock,
            Runnable changed) {
        this.desk = desk;
        this.view = view;
        this.cardId = view.card().map(CardFace::id).orElse("");
        this.tasks = tasks;
        this.toasts = toasts;
        this.clock = clock;
        this.changed = changed;
        amount.subscribe(this::count);
        cash.subscribe(this::count);
        record Start(String id, ReloadTerms terms) {
        }
        work = tasks.run(() -> new Start(desk.newOperationId(), desk.reloadTerms(cardId)), start -> {
            operationId = start.id();
            terms.set(Optional.of(start.terms()));
            step.set(Step.ENTER);
        }, toasts::trouble);
    }

    /** A key of the keypad: a digit, the separator, or backspace ('\b'). */
    public void press(char key) {
        if (step.get() != Step.ENTER) {
            return;
        }
        StringProperty typed = field.get() == Field.AMOUNT ? amount : cash;
        String before = typed.get();
        String after = switch (key) {
            case '\b' -> before.isEmpty() ? before : before.substring(0, before.length() - 1);
            case '.', ',' -> before.isEmpty() ? "0." : before + ".";
            default -> before + key;
        };
        if (after.isEmpty() || money.parse(after, currency()).isPresent()) {
            typed.set(after);
        }
    }

    /** An amount offered as a button. */
    public void quick(Amount offered) {
        if (step.get() == Step.ENTER) {
            amount.set(money.number(offered).replace(",", ""));
            cash.set("");
            field.set(Field.CASH);
        }
    }

    /** Enter: reloads, when the amounts are right. Without cash typed, the exact amount was given. */
    public void submit() {
        if (step.get() != Step.ENTER || terms.get().isEmpty()) {
            return;
        }
        ReloadTerms allowed = terms.get().get();
        Optional<Amount> wanted = money.parse(amount.get(), allowed.currency()).filter(parsed -> parsed.minor() > 0);
        amountError.set(wanted.isEmpty() ? Optional.of(Said.of("reload.amount.missing")) : outside(wanted.get(), allowed));
        if (amountError.get().isPresent() || wanted.isEmpty()) {
            field.set(Field.AMOUNT);
            return;
        }
        Amount given = cash.get().isEmpty()
                ? wanted.get()
                : money.parse(cash.get(), allowed.currency()).orElse(new Amount(0, allowed.currency()));
        if (given.minor() < wanted.get().minor()) {
            cashError.set(Optional.of(Said.of("reload.cash.short", wanted.get().minus(given))));
            field.set(Field.CASH);
            return;
        }
        asked = wanted;
        perform(() -> desk.reload(operationId, cardId, wanted.get(), given));
    }

    /** Asks again where an operation in doubt stands. */
    public void settle() {
        if (outcome.get().orElse(null) instanceof Outcome.InDoubt) {
            perform(() -> desk.settle(operationId));
        }
    }

    /** Gives the operation up: the undo of a fresh one, or the end of one in doubt. */
    public void withdraw() {
        boolean doubt = outcome.get().orElse(null) instanceof Outcome.InDoubt;
        if (step.get() == Step.RESULT && (undoOpen.get() || doubt)) {
            perform(() -> desk.withdraw(operationId));
        }
    }

    /** Stops waiting. Nobody knows then whether it happened, so it is in doubt, not undone. */
    public void stopWaiting() {
        if (step.get() == Step.WORKING) {
            work.cancel();
            perform(() -> desk.settle(operationId));
        }
    }

    private void perform(Callable<Outcome> call) {
        undoTimer.cancel();
        undoOpen.set(false);
        step.set(Step.WORKING);
        work = tasks.run(call, this::came, failure -> {
            // an unforeseen failure leaves the outcome unknown: say so instead of guessing
            toasts.trouble(failure);
            came(new Outcome.InDoubt(operationId, clock.instant()));
        });
    }

    private void came(Outcome result) {
        switch (result) {
            case Outcome.Refused refused -> again(refused.reason());
            case Outcome.NeedsServer needs -> again(needs.reason());
            case Outcome.Done _ -> {
                outcome.set(Optional.of(result));
                step.set(Step.RESULT);
                undoOpen.set(true);
                undoTimer = tasks.after(UNDO, () -> undoOpen.set(false));
                changed.run();
            }
            case Outcome.InDoubt _ -> {
                outcome.set(Optional.of(result));
                step.set(Step.RESULT);
                changed.run();
            }
            case Outcome.Withdrawn _ -> {
                outcome.set(Optional.of(result));
                step.set(Step.RESULT);
                toasts.show(Toast.Tone.INFO, Said.of("reload.withdrawn.toast"));
                changed.run();
            }
        }
    }

    private void again(Reason reason) {
        amountError.set(Optional.of(Said.because(reason)));
        field.set(Field.AMOUNT);
        // another try is another operation: the same id with another body would be refused
        work = tasks.run(desk::newOperationId, id -> {
            operationId = id;
            step.set(Step.ENTER);
        }, failure -> {
            toasts.trouble(failure);
            step.set(Step.LOADING);
        });
    }

    private Optional<Said> outside(Amount wanted, ReloadTerms allowed) {
        if (wanted.minor() < allowed.least().minor()) {
            return Optional.of(Said.of("reload.amount.least", allowed.least()));
        }
        return wanted.minor() > allowed.most().minor()
                ? Optional.of(Said.of("reload.amount.most", allowed.most()))
                : Optional.empty();
    }

    private void count() {
        amountError.set(Optional.empty());
        cashError.set(Optional.empty());
        Optional<Amount> wanted = money.parse(amount.get(), currency());
        Optional<Amount> given = money.parse(cash.get(), currency());
        change.set(wanted.isPresent() && given.isPresent() && given.get().minor() >= wanted.get().minor()
                ? Optional.of(given.get().minus(wanted.get()))
                : Optional.empty());
    }

    /** Currency of the card's account. */
    public String currency() {
        return terms.get().map(ReloadTerms::currency).or(() -> view.balance().map(balance -> balance.amount().currency()))
                .orElse("EUR");
    }

    @Override
    public boolean frozen() {
        return step.get() == Step.WORKING;
    }

    @Override
    public boolean idle() {
        boolean doubt = outcome.get().orElse(null) instanceof Outcome.InDoubt;
        return (step.get() == Step.RESULT && !doubt) || (step.get() == Step.ENTER && amount.get().isEmpty());
    }

    @Override
    public boolean tap(CardSeen card) {
        // the same card again, as it slips on the reader, is no new request
        return view.card().map(CardFace::serial).filter(card.serial()::equals).isPresent() && step.get() != Step.RESULT;
    }

    @Override
    public void close() {
        work.cancel();
        undoTimer.cancel();
    }

    /** Card and member as they were when it began. */
    public CounterView view() {
        return view;
    }

    /** What was asked for, once Enter was pressed. */
    public Optional<Amount> asked() {
        return asked;
    }

    /** Where it stands. */
    public ObjectProperty<Step> step() {
        return step;
    }

    /** The field the keypad types into. */
    public ObjectProperty<Field> field() {
        return field;
    }

    /** What the reload may be. */
    public ObjectProperty<Optional<ReloadTerms>> terms() {
        return terms;
    }

    /** What is typed as amount. */
    public StringProperty amount() {
        return amount;
    }

    /** What is typed as cash given; empty means exact. */
    public StringProperty cash() {
        return cash;
    }

    /** What to give back. */
    public ObjectProperty<Optional<Amount>> change() {
        return change;
    }

    /** What is wrong with the amount. */
    public ObjectProperty<Optional<Said>> amountError() {
        return amountError;
    }

    /** What is wrong with the cash. */
    public ObjectProperty<Optional<Said>> cashError() {
        return cashError;
    }

    /** What came of it. */
    public ObjectProperty<Optional<Outcome>> outcome() {
        return outcome;
    }

    /** True for two seconds after it was done. */
    public BooleanProperty undoOpen() {
        return undoOpen;
    }
}
