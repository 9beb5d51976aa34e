package guichet.console.counter;

import guichet.desk.counter.Action;
import guichet.desk.counter.ActionState;
import guichet.desk.counter.Balance;
import guichet.desk.counter.CardFace;
import guichet.desk.counter.CardState;
import guichet.desk.counter.CounterView;
import guichet.desk.counter.Person;
import guichet.desk.counter.Trust;
import atlantafx.base.theme.Styles;
import guichet.console.looks.Parts;
import guichet.console.keys.Shortcut;
import guichet.console.words.Words;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** A card and its member: person left, card in the middle, actions right. */
final class MemberView {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final CounterViewModel model;
    private final CounterView view;
    private final Words words;
    private final InstantSource clock;
    private Optional<Button> usual = Optional.empty();

    MemberView(CounterViewModel model, CounterView view, Words words, InstantSource clock) {
        this.model = model;
        this.view = view;
        this.words = words;
        this.clock = clock;
    }

    Node node() {
        Region person = view.person().map(this::person).orElseGet(this::noPerson);
        Region card = card();
        Region actions = actions();
        person.setMinWidth(280);
        person.setPrefWidth(280);
        actions.setMinWidth(264);
        actions.setPrefWidth(264);
        HBox.setHgrow(card, Priority.ALWAYS);
        // takes what is left, so that a longer sentence moves nothing
        card.setPrefWidth(1);
        HBox row = new HBox(16, person, card, actions);
        row.setFillHeight(true);
        VBox.setVgrow(row, Priority.ALWAYS);
        return row;
    }

    /** Puts the focus on the usual action. */
    void focus() {
        usual.ifPresent(Button::requestFocus);
    }

    private Region person(Person person) {
        String initials = Stream.of(person.name().split("\\s+")).filter(part -> !part.isEmpty()).limit(2)
                .map(part -> part.substring(0, 1)).collect(Collectors.joining());
        Label picture = Parts.line(initials, "initials");
        VBox box = Parts.column(16, picture,
                Parts.column(4, Parts.label(person.name(), "title"), Parts.label(person.mobile(), "lead", "muted")));
        for (String flag : person.flags()) {
            Label note = Parts.label(flag, "note", "note-look");
            note.setGraphic(Parts.icon(MaterialDesignA.ALERT_OUTLINE));
            box.getChildren().add(note);
        }
        FlowPane tags = new FlowPane(8, 8);
        if (!person.tier().isEmpty()) {
            tags.getChildren().add(Parts.line(person.tier(), "tag", "strong"));
        }
        person.labels().forEach(label -> tags.getChildren().add(Parts.line(label, "tag")));
        if (!tags.getChildren().isEmpty()) {
            box.getChildren().add(tags);
        }
        if (!person.mayCollect().isEmpty()) {
            box.getChildren().add(Parts.column(4, Parts.line(words.text("member.collect"), "muted"),
                    Parts.label(String.join(", ", person.mayCollect()))));
        }
        return panel(box);
    }

    private Region noPerson() {
        String hint = view.card().map(CardFace::state).orElse(CardState.NOT_ASSIGNED) == CardState.NOT_KNOWN_HERE
                ? "member.unknown.hint"
                : "member.none.hint";
        return panel(Parts.empty(MaterialDesignA.ACCOUNT_OFF_OUTLINE, words.text("member.none"), words.text(hint)));
    }

    private Region card() {
        VBox box = Parts.column(16);
        if (view.card().isEmpty()) {
            box.getChildren()
                    .add(Parts.empty(MaterialDesignC.CARD_OFF_OUTLINE, words.text("card.none"), words.text("card.none.hint")));
        }
        view.card().ifPresent(face -> box.getChildren().add(state(face)));
        view.balance().ifPresent(balance -> box.getChildren().add(balance(balance)));
        view.card().ifPresent(face -> {
            Region divider = new Region();
            divider.getStyleClass().add("divider");
            VBox facts = Parts.column(8, divider, Parts.fact(words.text("card.serial"), Parts.line(face.serial(), "mono")),
                    Parts.fact(words.text("card.technology"), Parts.label(face.technology())),
                    Parts.fact(words.text("card.trust"),
                            Parts.label(words.text("trust." + face.trust()), face.trust() == Trust.UID_ONLY ? "look" : "good")));
            face.expiry().ifPresent(
                    day -> facts.getChildren().add(Parts.fact(words.text("card.expiry"), Parts.label(words.date(day)))));
            box.getChildren().add(facts);
        });
        return panel(box);
    }

    private Node state(CardFace face) {
        boolean works = face.state() == CardState.ACTIVE;
        String tone = works
                ? "good"
                : face.state() == CardState.NOT_ASSIGNED ? "muted" : face.state() == CardState.NOT_KNOWN_HERE ? "look" : "bad";
        Label title = Parts.label(words.text("card.state." + face.state()), "lead", "strong", tone);
        VBox text = Parts.column(4, title);
        if (!works) {
            text.getChildren().add(
                    Parts.label(face.why().map(words::text).orElseGet(() -> words.text("card.state." + face.state() + ".hint"))));
        }
        HBox row = new HBox(16, Parts.icon(icon(face.state()), works ? "note-icon" : "big-icon", "icon-" + tone), text);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        return row;
    }

    private Node balance(Balance balance) {
        Label figure = Parts.line(words.text(balance.amount()), "figure");
        figure.setId("balance");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        VBox box = Parts.column(0, Parts.line(words.text("card.balance"), "muted"), figure);
        Duration age = Duration.between(balance.asOf(), clock.instant());
        if (balance.asKnownHere()) {
            Label known = Parts.label(words.text("card.asKnownHere", words.time(balance.asOf()), words.ago(balance.asOf())),
                    "note", "note-look");
            known.setGraphic(Parts.icon(MaterialDesignC.CLOUD_OFF_OUTLINE));
            box.getChildren().add(known);
        } else if (age.compareTo(FRESH) > 0) {
            box.getChildren().add(Parts.label(words.text("card.asOf", words.ago(balance.asOf())), "muted"));
        }
        return box;
    }

    private Region actions() {
        VBox box = Parts.column(8, Parts.label(words.text("actions.title"), "lead", "strong"));
        for (ActionState state : view.actions()) {
            boolean money = state.action() == Action.RELOAD || state.action() == Action.ASSIGN;
            box.getChildren().add(action(state, usual.isEmpty() && money && state.notNow().isEmpty()));
        }
        Region divider = new Region();
        divider.getStyleClass().add("divider");
        box.getChildren().addAll(divider, close());
        return panel(box);
    }

    private Node action(ActionState state, boolean first) {
        Button button = Parts.button(icon(state.action()), words.text("action." + state.action()),
                () -> model.begin(state.action()), "action-button");
        button.setId("action-" + state.action());
        button.setMaxWidth(Double.MAX_VALUE);
        if (first) {
            button.getStyleClass().add(Styles.ACCENT);
            this.usual = Optional.of(button);
        }
        HBox.setHgrow(button, Priority.ALWAYS);
        Label key = Parts.key(Shortcut.of(state.action()).display());
        key.setMinWidth(32);
        key.setAlignment(Pos.CENTER);
        HBox row = Parts.row(button, key);
        if (state.notNow().isEmpty()) {
            return row;
        }
        button.setDisable(true);
        key.setDisable(true);
        return Parts.column(4, row, Parts.label(words.text(state.notNow().get()), "muted"));
    }

    private Node close() {
        Button close = Parts.button(words.text("counter.done"), model::leave);
        close.setId("leave");
        close.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(close, Priority.ALWAYS);
        return Parts.row(close, Parts.key("Esc"));
    }

    private static Ikon icon(Action action) {
        return switch (action) {
            case RELOAD -> MaterialDesignC.CASH_PLUS;
            case ASSIGN -> MaterialDesignC.CARD_ACCOUNT_DETAILS_OUTLINE;
            case HISTORY -> MaterialDesignH.HISTORY;
            case BLOCK -> MaterialDesignC.CANCEL;
        };
    }

    private static Ikon icon(CardState state) {
        return switch (state) {
            case ACTIVE -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case NOT_ASSIGNED -> MaterialDesignC.CARD_PLUS_OUTLINE;
            case BLOCKED -> MaterialDesignC.CANCEL;
            case EXPIRED -> MaterialDesignC.CALENDAR_REMOVE_OUTLINE;
            case REPLACED -> MaterialDesignC.CARD_REMOVE_OUTLINE;
            case NOT_KNOWN_HERE -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
        };
    }

    private static Region panel(Region inside) {
        ScrollPane scroll = new ScrollPane(inside);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("panel");
        return scroll;
    }

    /** The member's name, for dialogs that need one. */
    static String name(CounterView view, Words words) {
        return view.person().map(Person::name).or(() -> view.card().map(CardFace::serial))
                .orElseGet(() -> words.text("member.none"));
    }
}
