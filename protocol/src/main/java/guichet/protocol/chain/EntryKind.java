package guichet.protocol.chain;

import java.util.Locale;

/** The two kinds of journal entry. */
public enum EntryKind {
    /** Something that was to happen. */
    OPERATION,
    /** What the operator was told of it. */
    TOLD;

    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EntryKind parse(String spelling) {
        return valueOf(spelling.toUpperCase(Locale.ROOT));
    }
}
