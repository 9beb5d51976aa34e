package guichet.domain.operations;

import guichet.domain.identity.AllowanceId;
import guichet.domain.identity.DeskId;
import guichet.domain.identity.OperationId;
import guichet.domain.identity.OperatorId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every operation carries.
 *
 * @param needs     operations without which this one cannot be true: if one is rejected, so is this
 * @param follows   operations to be judged first, whatever their verdict
 * @param allowance the allowance it draws on because the desk could not ask, or null
 */
public record Header(OperationId id, DeskId desk, OperatorId operator, Times times, List<OperationId> needs,
        List<OperationId> follows,
        @Nullable AllowanceId allowance) {

    public Header {
        needs = List.copyOf(needs);
        follows = List.copyOf(follows);
    }

    /** A header that needs and follows nothing and draws on nothing. */
    public static Header of(OperationId id, DeskId desk, OperatorId operator, Times times) {
        return new Header(id, desk, operator, times, List.of(), List.of(), null);
    }

    public Header needing(Set<OperationId> more) {
        TreeSet<OperationId> all = new TreeSet<>(java.util.Comparator.comparing(OperationId::value));
        all.addAll(needs);
        all.addAll(more);
        return new Header(id, desk, operator, times, List.copyOf(all), follows, allowance);
    }

    public Header drawingOn(@Nullable AllowanceId from) {
        return new Header(id, desk, operator, times, needs, follows, from);
    }
}
