package guichet.protocol.desk;

/**
 * How far a desk has read the feed.
 *
 * @param epoch        names this feed; another one after a server was restored
 * @param scopeVersion rises when what the desk may see changes
 * @param position     scanned up to and including here
 */
public record Cursor(String epoch, long scopeVersion, long position) {

    /** Reads {@code epoch.scopeVersion.position}; throws {@link IllegalArgumentException} for anything else. */
    public static Cursor parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new Cursor(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return epoch + "." + scopeVersion + "." + position;
    }
}
