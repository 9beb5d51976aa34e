package guichet.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.signin.EnrolmentResult;
import guichet.desk.signin.SignInResult;
import guichet.console.fakes.FakeDesk;
import guichet.console.fakes.ManualClock;
import guichet.console.fakes.SameThread;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInViewModelTest {
    private final ManualClock clock = new ManualClock();
    private final SameThread tasks = new SameThread(clock);
    private final Toasts toasts = new Toasts(tasks, clock);
    private final FakeDesk desk = new FakeDesk(clock);
    private final List<SignInResult.SignedIn> in = new ArrayList<>();
    private final SignInViewModel model = new SignInViewModel(desk, tasks, toasts, in::add);

    private void attempt(String name, String pin) {
        model.name().set(name);
        model.pin().set(pin);
        model.submit();
    }

    @Test
    void theRightPinSignsIn() {
        attempt("ana", "2468");

        assertThat(in).extracting(signed -> signed.operator().displayName()).containsExactly("Ana Torres");
        assertThat(model.pin().get()).isEmpty();
    }

    @Test
    void aWrongPinSaysHowManyTriesAreLeftAndThenUntilWhenItIsLocked() {
        attempt("ana", "1");
        assertThat(model.pinError().get()).contains(Said.of("signin.wrong", 2));
        attempt("ana", "1");
        attempt("ana", "1");
        assertThat(model.pinError().get().orElseThrow().key()).isEqualTo("signin.locked");
        assertThat(in).isEmpty();
    }

    @Test
    void emptyFieldsAreSaidBesideThemAndNotSent() {
        model.submit();

        assertThat(model.nameError().get()).contains(Said.of("signin.name.missing"));
        assertThat(model.pinError().get()).contains(Said.of("signin.pin.missing"));
    }

    @Test
    void offlineSomebodyNewIsToldWhy() {
        desk.offline(0, 0);
        attempt("eva", "2468");

        assertThat(model.nameError().get()).contains(Said.of("reason.OPERATOR_NEVER_HERE"));
    }

    @Test
    void aCancelledTryReportsNothing() {
        tasks.hold();
        attempt("ana", "2468");
        model.cancel();
        tasks.release();

        assertThat(in).isEmpty();
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void theFastSwitchLeavesOnlyThePinToType() {
        model.begin("");
        model.choose(model.recent().getLast());

        assertThat(model.name().get()).isEqualTo("luis");
    }

    @Test
    void enrolmentRefusesAPlainAddressOnTheNetworkAndTakesLoopback() {
        boolean[] done = new boolean[1];
        EnrolmentViewModel enrol = new EnrolmentViewModel(new FakeDesk(clock).fresh(), "http://10.0.0.5:8080", tasks, toasts,
                () -> done[0] = true);
        enrol.code().set("7F3K-92QX");
        enrol.deskName().set("Counter 1");
        enrol.submit();
        assertThat(enrol.error(EnrolmentResult.Field.SERVER).get()).contains(Said.of("enrol.server.plain"));
        enrol.server().set("not an address");
        enrol.submit();
        assertThat(enrol.error(EnrolmentResult.Field.SERVER).get()).contains(Said.of("enrol.server.form"));
        enrol.server().set("http://127.0.0.1:8080");
        enrol.submit();

        assertThat(done[0]).isTrue();
    }

    @Test
    void aWrongEnrolmentCodeIsSaidBesideTheCode() {
        EnrolmentViewModel enrol = new EnrolmentViewModel(new FakeDesk(clock).fresh(), "https://example.org", tasks, toasts,
                () -> {
                });
        enrol.code().set("x");
        enrol.deskName().set("Counter 1");
        enrol.submit();

        assertThat(enrol.error(EnrolmentResult.Field.CODE).get()).contains(Said.of("reason.ENROL_CODE_WRONG"));
    }
}
