package guichet.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.desk.status.Connection;
import guichet.desk.counter.Action;
import guichet.console.counter.CounterViewModel;
import guichet.desk.counter.Lookup;
import guichet.console.counter.ReloadViewModel;
import guichet.console.fakes.FakeCounter;
import guichet.console.fakes.FakeDesk;
import guichet.console.fakes.ManualClock;
import guichet.console.fakes.SameThread;
import guichet.console.settings.SettingsViewModel;
import guichet.desk.signin.Operator;
import guichet.desk.signin.Role;
import guichet.console.words.Said;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {
    private final ManualClock clock = new ManualClock();
    private final SameThread tasks = new SameThread(clock);
    private final Toasts toasts = new Toasts(tasks, clock);
    private final FakeDesk desk = new FakeDesk(clock);
    private final CounterViewModel counter = new CounterViewModel(desk.counter, tasks, toasts, clock);
    private final SettingsViewModel settings = new SettingsViewModel(desk, tasks, toasts);
    private final ShellViewModel shell = new ShellViewModel(desk, desk, desk, desk, counter, settings, toasts, tasks, clock);

    private static Operator operator(String id, Role role) {
        return new Operator(id, id, id, role);
    }

    @Test
    void aDeskWithoutEnrolmentBeginsThere() {
        FakeDesk fresh = new FakeDesk(clock).fresh();
        ShellViewModel first = new ShellViewModel(fresh, fresh, fresh, fresh, counter, settings, toasts, tasks, clock);
        assertThat(first.face().get()).isEqualTo(ShellViewModel.Face.ENROL);
        first.enrolled();
        assertThat(first.face().get()).isEqualTo(ShellViewModel.Face.SIGN_IN);
    }

    @Test
    void aRoleSeesOnlyItsScreens() {
        shell.signedIn(operator("flo", Role.FLOOR));
        assertThat(shell.places()).containsExactly(Place.DEVICES, Place.SETTINGS);
        shell.open(Place.COUNTER);
        assertThat(shell.place().get()).isEqualTo(Place.DEVICES);

        shell.signedIn(operator("ana", Role.CASHIER));
        assertThat(shell.places()).containsExactly(Place.COUNTER, Place.REVIEW, Place.DEVICES, Place.SETTINGS);
    }

    @Test
    void aTapOnAnyScreenOpensTheCounter() {
        shell.signedIn(operator("ana", Role.CASHIER));
        shell.open(Place.SETTINGS);
        shell.sheet().set(ShellViewModel.Sheet.HELP);
        desk.tap(FakeCounter.ACTIVE);

        assertThat(shell.place().get()).isEqualTo(Place.COUNTER);
        assertThat(shell.sheet().get()).isEqualTo(ShellViewModel.Sheet.NONE);
        assertThat(counter.shown().get()).hasValueSatisfying(found -> assertThat(found).isInstanceOf(Lookup.Opened.class));
    }

    @Test
    void aTapBeforeSignInOpensNothing() {
        desk.tap(FakeCounter.ACTIVE);

        assertThat(counter.shown().get()).isEmpty();
    }

    @Test
    void theScreenLocksAfterIdleTimeAndNotBefore() {
        shell.signedIn(operator("ana", Role.CASHIER));
        tasks.advance(Duration.ofMinutes(9));
        shell.activity();
        tasks.advance(Duration.ofMinutes(9));
        assertThat(shell.face().get()).isEqualTo(ShellViewModel.Face.OPEN);
        tasks.advance(Duration.ofMinutes(2));
        assertThat(shell.face().get()).isEqualTo(ShellViewModel.Face.LOCKED);
    }

    @Test
    void behindTheLockTheWorkWaitsForTheSamePersonOnly() {
        shell.signedIn(operator("ana", Role.CASHIER));
        desk.tap(FakeCounter.ACTIVE);
        shell.lock();
        shell.signedIn(operator("ana", Role.CASHIER));
        assertThat(counter.shown().get()).isPresent();

        shell.lock();
        shell.signedIn(operator("luis", Role.SUPERVISOR));
        assertThat(counter.shown().get()).isEmpty();
    }

    @Test
    void nobodyLeavesWhileAnOperationIsOnItsWay() {
        shell.signedIn(operator("ana", Role.CASHIER));
        desk.tap(FakeCounter.ACTIVE);
        counter.begin(Action.RELOAD);
        ReloadViewModel reload = (ReloadViewModel) counter.flow().get().orElseThrow();
        reload.press('5');
        tasks.hold();
        reload.submit();
        shell.signOut();

        assertThat(shell.face().get()).isEqualTo(ShellViewModel.Face.OPEN);
        assertThat(toasts.showing().getLast().said()).isEqualTo(Said.of("counter.frozen.first"));
    }

    @Test
    void theStripFollowsTheDesk() {
        desk.offline(4, 12_000);

        assertThat(shell.status().get().connection()).isInstanceOf(Connection.Offline.class);
    }

    @Test
    void noticesLeaveByThemselvesButBadOnesStay() {
        toasts.show(Toast.Tone.GOOD, Said.of("review.settled"));
        toasts.trouble(new IllegalStateException("seen on purpose"));
        tasks.advance(Duration.ofSeconds(6));

        assertThat(toasts.showing()).extracting(Toast::tone).containsExactly(Toast.Tone.BAD);
        assertThat(toasts.history()).hasSize(2);
    }
}
