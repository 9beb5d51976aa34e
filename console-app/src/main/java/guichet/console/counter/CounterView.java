package guichet.console.counter;

import java.util.List;
import java.util.Optional;

/**
 * What the counter shows: a card with or without its member, or a member with or without a card.
 *
 * @param actions in the order shown
 */
public record CounterView(Optional<Person> person, Optional<CardFace> card, Optional<Balance> balance,
        List<ActionState> actions) {
    public CounterView {
        actions = List.copyOf(actions);
    }

    /** What is known of one action; one not listed is not shown. */
    public Optional<ActionState> state(Action action) {
        return actions.stream().filter(state -> state.action() == action).findFirst();
    }
}
