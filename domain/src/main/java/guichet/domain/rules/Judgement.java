package guichet.domain.rules;

import guichet.domain.operations.Unchecked;
import java.util.List;

/**
 * @param effects   what follows when it is allowed; empty otherwise
 * @param unchecked what was taken from memory instead of asked
 */
public record Judgement(Decision decision, List<Effect> effects, List<Unchecked> unchecked) {

    public Judgement {
        effects = List.copyOf(effects);
        unchecked = List.copyOf(unchecked);
    }

    public boolean allowed() {
        return decision instanceof Decision.Allowed;
    }
}
