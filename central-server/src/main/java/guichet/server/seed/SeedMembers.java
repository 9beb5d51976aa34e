package guichet.server.seed;

import guichet.server.database.Tx;
import java.util.List;
import java.util.UUID;

/** Takes the members and cards of a seed file, in the transaction of the whole import. */
public interface SeedMembers {
    /** Whether an earlier import brought a member with this name of the file. */
    boolean knows(Tx tx, UUID tenant, String member);

    /**
     * Imports what is not there yet and leaves alone what is.
     *
     * @throws SeedException with the record's path if one cannot be taken; the whole import is then undone
     */
    void importInto(Tx tx, List<SeededMember> members, List<SeededCard> cards);
}
