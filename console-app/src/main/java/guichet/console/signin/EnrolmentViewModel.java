package guichet.console.signin;

import guichet.desk.signin.EnrolmentDesk;
import guichet.desk.signin.EnrolmentResult;
import guichet.console.notices.Toast;
import guichet.console.notices.Toasts;
import guichet.console.words.Said;
import guichet.console.work.TaskExecutor;
import guichet.console.work.Work;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** First start: server, code, desk name. */
public final class EnrolmentViewModel {
    private final EnrolmentDesk desk;
    private final TaskExecutor tasks;
    private final Toasts toasts;
    private final Runnable enrolled;
    private final StringProperty server;
    private final StringProperty code = new SimpleStringProperty("");
    private final StringProperty deskName = new SimpleStringProperty("");
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final Map<EnrolmentResult.Field, ObjectProperty<Optional<Said>>> errors = new EnumMap<>(EnrolmentResult.Field.class);
    private Work work = Work.NONE;

    /**
     * @param presetServer from the command line, may be empty
     * @param enrolled told when done
     */
    public EnrolmentViewModel(EnrolmentDesk desk, String presetServer, TaskExecutor tasks, Toasts toasts, Runnable enrolled) {
        this.desk = desk;
        this.tasks = tasks;
        this.toasts = toasts;
        this.enrolled = enrolled;
        this.server = new SimpleStringProperty(presetServer);
        for (EnrolmentResult.Field field : EnrolmentResult.Field.values()) {
            errors.put(field, new SimpleObjectProperty<>(Optional.empty()));
        }
    }

    /** Enrols, when the fields are right. */
    public void submit() {
        if (busy.get()) {
            return;
        }
        errors.values().forEach(error -> error.set(Optional.empty()));
        checkServer().ifPresent(said -> error(EnrolmentResult.Field.SERVER).set(Optional.of(said)));
        if (code.get().isBlank()) {
            error(EnrolmentResult.Field.CODE).set(Optional.of(Said.of("enrol.code.missing")));
        }
        if (deskName.get().isBlank()) {
            error(EnrolmentResult.Field.NAME).set(Optional.of(Said.of("enrol.name.missing")));
        }
        if (errors.values().stream().anyMatch(error -> error.get().isPresent())) {
            return;
        }
        busy.set(true);
        String url = server.get().strip();
        String typedCode = code.get().strip();
        String name = deskName.get().strip();
        work = tasks.run(() -> desk.enrol(url, typedCode, name), this::answered, failure -> {
            busy.set(false);
            toasts.trouble(failure);
        });
    }

    /** Gives up a try under way. */
    public void cancel() {
        work.cancel();
        busy.set(false);
    }

    private Optional<Said> checkServer() {
        try {
            URI uri = URI.create(server.get().strip());
            String host = uri.getHost();
            boolean loopback = "localhost".equals(host) || "127.0.0.1".equals(host) || "[::1]".equals(host);
            if (host == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return Optional.of(Said.of("enrol.server.form"));
            }
            return "http".equals(uri.getScheme()) && !loopback ? Optional.of(Said.of("enrol.server.plain")) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.of(Said.of("enrol.server.form"));
        }
    }

    private void answered(EnrolmentResult result) {
        busy.set(false);
        switch (result) {
            case EnrolmentResult.Enrolled done -> {
                toasts.show(Toast.Tone.GOOD, Said.of("enrol.done", done.desk()));
                enrolled.run();
            }
            case EnrolmentResult.Refused refused -> error(refused.field()).set(Optional.of(Said.because(refused.reason())));
        }
    }

    /** Server address. */
    public StringProperty server() {
        return server;
    }

    /** Enrolment code. */
    public StringProperty code() {
        return code;
    }

    /** Desk name. */
    public StringProperty deskName() {
        return deskName;
    }

    /** True while a try is under way. */
    public BooleanProperty busy() {
        return busy;
    }

    /** What is wrong with a field. */
    public ObjectProperty<Optional<Said>> error(EnrolmentResult.Field field) {
        return Objects.requireNonNull(errors.get(field));
    }
}
