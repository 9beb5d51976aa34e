package guichet.domain.operations;

import guichet.domain.cases.Case;
import java.util.Set;

/**
 * Closes a case.
 *
 * @param caseId the case
 * @param note   digest of the side record that holds the operator's reason in words
 */
public record ResolveCase(Header header, String caseId, Case.Resolution resolution, String note) implements Operation {

    @Override
    public ResolveCase with(Header other) {
        return new ResolveCase(other, caseId, resolution, note);
    }

    @Override
    public Set<String> sides() {
        return Set.of(note);
    }
}
