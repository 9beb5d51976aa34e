package guichet.console.counter;

import guichet.desk.counter.CardSeen;
import guichet.desk.counter.CardState;
import guichet.desk.counter.CodeCheck;
import guichet.desk.counter.CodeSent;
import guichet.desk.counter.CounterDesk;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Holder;
import guichet.desk.counter.MemberLine;
import guichet.desk.counter.Outcome;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.desk.words.Reason;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Gives a card to a member: card, customer, identity, done. */
public final class AssignViewModel implements Flow {
    /** Digits of a one-time code. */
    public static final int CODE_LENGTH = 6;

    /** The steps, in order. */
    public enum Step {
        /** Which card. */
        CARD,
        /** Whose. */
        CUSTOMER,
        /** Is it them. */
        IDENTITY,
        /** There is an outcome. */
        DONE
    }

    private static final Duration TYPING = Duration.ofMillis(250);

    private final CounterDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final InstantSource clock;
    private final Runnable changed;
    private final ObjectProperty<Step> step = new SimpleObjectProperty<>(Step.CARD);
    private final ObjectProperty<Optional<CardSeen>> card = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Said>> cardError = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<MemberLine> found = FXCollections.observableArrayList();
    private final BooleanProperty newMember = new SimpleBooleanProperty();
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty mobile = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Said>> nameError = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Said>> mobileError = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Holder>> holder = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<CodeSent.Sent>> sent = new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty resendIn = new SimpleIntegerProperty();
    private final StringProperty code = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Said>> codeError = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Outcome>> outcome = new SimpleObjectProperty<>(Optional.empty());
    private String operationId = "";
    private String proof = "";
    private boolean assigning;
    private Work work;
    private Work typing = Work.NONE;
    private Work ticking = Work.NONE;

    /** Begins with the card or the member shown. */
    AssignViewModel(CounterDesk desk, CounterView view, TaskExecutor tasks, Toasts toasts, InstantSource clock,
            Runnable changed) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.clock = clock;
        this.changed = changed;
        view.person().ifPresent(person -> holder.set(Optional.of(new Holder.Known(person.id(), person.name(), person.mobile()))));
        query.subscribe(this::typed);
        code.subscribe(() -> codeError.set(Optional.empty()));
        this.work = tasks.run(desk::newOperationId, id -> operationId = id, toasts::trouble);
        view.card().filter(face -> face.state() == CardState.NOT_ASSIGNED)
                .ifPresent(face -> tap(new CardSeen(face.serial(), face.technology(), face.trust(), false)));
    }

    @Override
    public boolean tap(CardSeen seen) {
        if (step.get() != Step.CARD && step.get() != Step.CUSTOMER) {
            return step.get() != Step.DONE;
        }
        if (seen.randomUid()) {
            cardError.set(Optional.of(Said.of("reason.CARD_RANDOM_UID")));
            return true;
        }
        cardError.set(Optional.empty());
        card.set(Optional.of(seen));
        step.set(holder.get().isPresent() ? Step.IDENTITY : Step.CUSTOMER);
        return true;
    }

    /** Chooses a member of the list. */
    public void choose(MemberLine line) {
        holder.set(Optional.of(new Holder.Known(line.memberId(), line.name(), line.mobile())));
        step.set(Step.IDENTITY);
    }

    /** Switches to the form for somebody new, taking over what was typed. */
    public void beginNew() {
        newMember.set(true);
        String typed = query.get().strip();
        if (typed.matches("[+0-9 ]+")) {
            mobile.set(typed);
        } else {
            name.set(typed);
        }
    }

    /** Takes the form for somebody new. */
    public void takeNew() {
        nameError.set(name.get().isBlank() ? Optional.of(Said.of("assign.name.missing")) : Optional.empty());
        String digits = mobile.get().replaceAll("[ \\-().]", "");
        mobileError.set(digits.matches("\\+?\\d{6,15}") ? Optional.empty() : Optional.of(Said.of("assign.mobile.form")));
        if (nameError.get().isEmpty() && mobileError.get().isEmpty()) {
            holder.set(Optional.of(new Holder.New(name.get().strip(), digits)));
            step.set(Step.IDENTITY);
        }
    }

    /** Sends a code, first or again once the pause is over. */
    public void sendCode() {
        if (busy.get() || resendIn.get() > 0 || holder.get().isEmpty()) {
            return;
        }
        Holder to = holder.get().get();
        run(() -> desk.sendCode(operationId, to), answer -> {
            switch (answer) {
                case CodeSent.Sent now -> {
                    code.set("");
                    sent.set(Optional.of(now));
                    codeError.set(Optional.empty());
                    tick(now.resendAt());
                }
                case CodeSent.NotSent not -> codeError.set(Optional.of(Said.because(not.reason())));
            }
        });
    }

    /** Checks the code typed and, when it is right, assigns the card. */
    public void submitCode() {
        if (busy.get() || sent.get().isEmpty()) {
            return;
        }
        if (!code.get().matches("\\d{" + CODE_LENGTH + "}")) {
            codeError.set(Optional.of(Said.of("assign.code.missing")));
            return;
        }
        if (!proof.isEmpty()) {
            assign();
            return;
        }
        String challenge = sent.get().get().challenge();
        String typed = code.get();
        run(() -> desk.checkCode(challenge, typed), answer -> {
            switch (answer) {
                case CodeCheck.Right right -> {
                    proof = right.proof();
                    assign();
                }
                case CodeCheck.Wrong wrong -> {
                    code.set("");
                    codeError.set(Optional.of(Said.of("assign.code.wrong", wrong.triesLeft())));
                }
                case CodeCheck.NotChecked not -> codeError.set(Optional.of(Said.because(not.reason())));
            }
        });
    }

    /** One step back; nothing was done yet. */
    public void back() {
        if (busy.get() || step.get() == Step.DONE) {
            return;
        }
        if (step.get() == Step.IDENTITY) {
            sent.set(Optional.empty());
            code.set("");
            proof = "";
            codeError.set(Optional.empty());
            ticking.cancel();
            resendIn.set(0);
            step.set(Step.CUSTOMER);
        } else if (newMember.get()) {
            newMember.set(false);
        } else {
            step.set(Step.CARD);
        }
    }

    private void assign() {
        CardSeen chosen = card.get().orElseThrow();
        Holder who = holder.get().orElseThrow();
        assigning = true;
        run(() -> desk.assign(operationId, chosen, who, proof), result -> {
            assigning = false;
            switch (result) {
                case Outcome.Refused refused -> again(refused.reason());
                case Outcome.NeedsServer needs -> again(needs.reason());
                default -> {
                    outcome.set(Optional.of(result));
                    step.set(Step.DONE);
                    changed.run();
                    if (result instanceof Outcome.Done) {
                        toasts.show(Toast.Tone.GOOD, Said.of("assign.done.toast"));
                    }
                }
            }
        });
    }

    private void again(Reason reason) {
        codeError.set(Optional.of(Said.because(reason)));
        // another try may be for another holder, so it is another operation
        run(desk::newOperationId, id -> operationId = id);
    }

    private <T> void run(Callable<T> call, Consumer<T> done) {
        busy.set(true);
        work = tasks.run(call, answer -> {
            busy.set(false);
            done.accept(answer);
        }, failure -> {
            busy.set(false);
            assigning = false;
            toasts.trouble(failure);
        });
    }

    private void typed() {
        typing.cancel();
        String text = query.get().strip();
        if (text.length() < 2) {
            found.clear();
            return;
        }
        typing = tasks.after(TYPING, () -> work = tasks.run(() -> desk.search(text), found::setAll, toasts::trouble));
    }

    private void tick(Instant resendAt) {
        ticking.cancel();
        long left = Math.max(0, Duration.between(clock.instant(), resendAt).plusMillis(999).toSeconds());
        resendIn.set((int) left);
        if (left > 0) {
            ticking = tasks.after(Duration.ofSeconds(1), () -> tick(resendAt));
        }
    }

    @Override
    public boolean frozen() {
        return assigning;
    }

    @Override
    public boolean idle() {
        return step.get() == Step.DONE;
    }

    @Override
    public void close() {
        work.cancel();
        typing.cancel();
        ticking.cancel();
    }

    /** Where it stands. */
    public ObjectProperty<Step> step() {
        return step;
    }

    /** The card chosen. */
    public ObjectProperty<Optional<CardSeen>> card() {
        return card;
    }

    /** Why the card tapped is of no use. */
    public ObjectProperty<Optional<Said>> cardError() {
        return cardError;
    }

    /** Mobile or name searched. */
    public StringProperty query() {
        return query;
    }

    /** Members that fit. */
    public ObservableList<MemberLine> found() {
        return found;
    }

    /** True while the form for somebody new is shown. */
    public BooleanProperty newMember() {
        return newMember;
    }

    /** Name of somebody new. */
    public StringProperty name() {
        return name;
    }

    /** Mobile of somebody new. */
    public StringProperty mobile() {
        return mobile;
    }

    /** What is wrong with the name. */
    public ObjectProperty<Optional<Said>> nameError() {
        return nameError;
    }

    /** What is wrong with the mobile. */
    public ObjectProperty<Optional<Said>> mobileError() {
        return mobileError;
    }

    /** Who gets the card. */
    public ObjectProperty<Optional<Holder>> holder() {
        return holder;
    }

    /** The code on its way. */
    public ObjectProperty<Optional<CodeSent.Sent>> sent() {
        return sent;
    }

    /** Seconds until it may be sent again. */
    public IntegerProperty resendIn() {
        return resendIn;
    }

    /** What the customer read out. */
    public StringProperty code() {
        return code;
    }

    /** What is wrong with it. */
    public ObjectProperty<Optional<Said>> codeError() {
        return codeError;
    }

    /** True while something is on its way. */
    public BooleanProperty busy() {
        return busy;
    }

    /** What came of it. */
    public ObjectProperty<Optional<Outcome>> outcome() {
        return outcome;
    }
}
