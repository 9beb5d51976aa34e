package guichet.console.counter;

import guichet.desk.counter.CounterView;
import guichet.desk.counter.Lookup;
import guichet.desk.counter.MemberLine;
import atlantafx.base.controls.ModalPane;
import guichet.console.looks.Parts;
import guichet.console.looks.Watching;
import guichet.console.looks.Screen;
import guichet.console.words.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The counter: idle, what was found, and the flow over it. */
public final class CounterScreen implements Screen {
    private final Watching watching = new Watching();
    private final CounterViewModel model;
    private final Words words;
    private final InstantSource clock;
    private final StackPane node = new StackPane();
    private final StackPane content = new StackPane();
    private final ModalPane over = new ModalPane();
    private Optional<IdleView> idle = Optional.empty();
    private Watching inFlow = new Watching();

    /** The counter over its view model. */
    public CounterScreen(CounterViewModel model, Words words, InstantSource clock) {
        this.model = model;
        this.words = words;
        this.clock = clock;
        content.getStyleClass().add("content");
        over.setPersistent(true);
        over.setInTransitionFactory(null);
        over.setOutTransitionFactory(null);
        node.getChildren().setAll(content, over);
        Node busy = Parts.progress(words.text("counter.looking"), words.text("cancel"), model::leave);
        watching.value(model.shown(), this::show);
        watching.value(model.busy(), looking -> {
            if (looking) {
                content.getChildren().setAll(panel(busy));
            } else {
                show(model.shown().get());
            }
        });
        watching.value(model.flow(), this::flow);
        model.refresh();
    }

    private void show(Optional<Lookup> lookup) {
        idle.ifPresent(IdleView::leave);
        idle = Optional.empty();
        if (lookup.isEmpty()) {
            IdleView view = new IdleView(model, words);
            idle = Optional.of(view);
            content.getChildren().setAll(view.node());
            view.focus();
            return;
        }
        content.getChildren().setAll(switch (lookup.get()) {
            case Lookup.Opened(CounterView view) -> member(view);
            case Lookup.Choose(List<MemberLine> members) -> choose(members);
            case Lookup.Nobody nobody -> message(
                    Parts.empty(MaterialDesignA.ACCOUNT_SEARCH_OUTLINE, words.text("counter.nobody", nobody.asked()),
                            words.text(nobody.reason())));
            case Lookup.CardRefused refused -> message(
                    Parts.empty(MaterialDesignC.CARD_OFF_OUTLINE, words.text("counter.card.refused"),
                            words.text(refused.reason())),
                    Parts.label(words.text("card.line", refused.card().serial(), refused.card().technology()), "muted", "mono"));
        });
    }

    private Node member(CounterView view) {
        MemberView member = new MemberView(model, view, words, clock);
        Platform.runLater(() -> {
            if (model.flow().get().isEmpty()) {
                member.focus();
            }
        });
        return member.node();
    }

    private Node choose(List<MemberLine> members) {
        VBox list = Parts.column(8);
        for (MemberLine member : members) {
            Button button = Parts.button(MaterialDesignA.ACCOUNT_OUTLINE, memberText(member, words),
                    () -> model.open(member.memberId()), "list-row-button");
            button.setMaxWidth(Double.MAX_VALUE);
            list.getChildren().add(button);
        }
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox box = Parts.column(16, Parts.label(words.text("counter.choose", members.size()), "title"), scroll, backButton());
        box.getStyleClass().add("panel");
        return box;
    }

    static String memberText(MemberLine member, Words words) {
        String card = member.card().isEmpty() ? words.text("member.noCard") : words.text("member.card", member.card());
        return member.name() + "   " + member.mobile() + "   " + card;
    }

    private Node message(Node... nodes) {
        VBox box = Parts.column(16, nodes);
        Button back = backButton();
        Platform.runLater(back::requestFocus);
        box.getChildren().add(back);
        box.setAlignment(Pos.CENTER);
        return panel(box);
    }

    private Button backButton() {
        return Parts.primary(words.text("counter.back"), model::leave);
    }

    private static Node panel(Node inside) {
        StackPane panel = new StackPane(inside);
        panel.getStyleClass().add("panel");
        return panel;
    }

    private void flow(Optional<Flow> flow) {
        inFlow.stop();
        inFlow = new Watching();
        if (flow.isEmpty()) {
            over.hide(true);
            idle.ifPresent(IdleView::focus);
            return;
        }
        Region view = switch (flow.get()) {
            case ReloadViewModel reload -> new ReloadView(reload, model::closeFlow, words, inFlow).node();
            case AssignViewModel assign -> new AssignView(assign, model::closeFlow, words, inFlow).node();
            case HistoryViewModel history -> new HistoryView(history, model::closeFlow, words, inFlow).node();
            case BlockViewModel block -> new BlockView(block, model::closeFlow, words, inFlow).node();
        };
        view.getStyleClass().add("dialog-card");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        view.setFocusTraversable(true);
        over.show(view);
        keepFocusIn(view);
    }

    // what lies behind a dialog must not be reached by Tab
    private void keepFocusIn(Region dialog) {
        Platform.runLater(() -> {
            Scene scene = dialog.getScene();
            if (scene != null) {
                if (!inside(dialog, scene.getFocusOwner())) {
                    dialog.requestFocus();
                }
                inFlow.value(scene.focusOwnerProperty(), owner -> {
                    if (owner == null || inside(content, owner)) {
                        Platform.runLater(dialog::requestFocus);
                    }
                });
            }
        });
    }

    private static boolean inside(Node outer, @Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(outer)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public ObservableValue<Boolean> dialog() {
        return over.displayProperty();
    }

    @Override
    public void shown() {
        if (model.flow().get().isEmpty()) {
            idle.ifPresent(IdleView::focus);
        }
    }

    @Override
    public void leave() {
        inFlow.stop();
        idle.ifPresent(IdleView::leave);
        watching.stop();
    }
}
