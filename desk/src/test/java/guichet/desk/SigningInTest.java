package guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import guichet.desk.signin.EnrolmentResult;
import guichet.desk.signin.SignInResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningInTest {
    @TempDir
    Path folder;
    Counterside counter;

    @BeforeEach
    void open() throws IOException {
        counter = new Counterside(folder);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private SignInResult signIn(String name, String pin) {
        return counter.desk.signIn().signIn(name, pin.toCharArray());
    }

    @Test
    void aWrongCodeDoesNotEnrol() {
        EnrolmentResult result = counter.desk.enrolment().enrol(counter.peer.address(), "K7QM-AAAAAAAA-0011223344556677",
                "Counter 1");

        assertThat(result).isInstanceOfSatisfying(EnrolmentResult.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(EnrolmentResult.Field.CODE);
            assertThat(refused.reason().code()).isEqualTo("ENROL_CODE_WRONG");
        });
        assertThat(counter.desk.enrolment().enrolled()).isFalse();
    }

    @Test
    void anOperatorWhoWasHereOnlineSignsInOffline() {
        counter.enrol();
        assertThat(signIn("Ana ", Peer.PIN)).isInstanceOfSatisfying(SignInResult.SignedIn.class, in -> {
            assertThat(in.online()).isTrue();
            assertThat(in.operator().displayName()).isEqualTo("Ana");
        });
        counter.desk.signIn().signOut();
        counter.cutOff();
        counter.restart();

        assertThat(signIn("ana", Peer.PIN)).isInstanceOfSatisfying(SignInResult.SignedIn.class,
                in -> assertThat(in.online()).isFalse());
        assertThat(counter.desk.signIn().recent()).extracting(operator -> operator.name()).containsExactly("ana");
    }

    @Test
    void anUnknownNameIsAnsweredLikeAWrongPin() {
        counter.enrol();
        signIn("ana", Peer.PIN);
        counter.cutOff();

        List<SignInResult> known = new ArrayList<>();
        List<SignInResult> unknown = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            known.add(signIn("ana", "0000"));
            unknown.add(signIn("nobody", "0000"));
        }

        assertThat(unknown).isEqualTo(known);
        assertThat(known.getFirst()).isEqualTo(new SignInResult.WrongPin(4));
        assertThat(known.getLast()).isInstanceOf(SignInResult.Locked.class);
    }

    @Test
    void fiveWrongTriesLockTheNameAlsoAfterARestartAndLongerTheSecondTime() {
        counter.enrol();
        signIn("ana", Peer.PIN);
        counter.cutOff();
        for (int i = 0; i < 5; i++) {
            signIn("ana", "0000");
        }
        counter.restart();

        assertThat(signIn("ana", Peer.PIN)).isEqualTo(new SignInResult.Locked(counter.now.get().plus(Duration.ofMinutes(15))));

        counter.now.updateAndGet(now -> now.plus(Duration.ofMinutes(16)));
        for (int i = 0; i < 4; i++) {
            assertThat(signIn("ana", "0000")).isInstanceOf(SignInResult.WrongPin.class);
        }
        assertThat(signIn("ana", "0000")).isEqualTo(new SignInResult.Locked(counter.now.get().plus(Duration.ofMinutes(30))));

        counter.now.updateAndGet(now -> now.plus(Duration.ofMinutes(31)));
        assertThat(signIn("ana", Peer.PIN)).isInstanceOf(SignInResult.SignedIn.class);
    }
}
