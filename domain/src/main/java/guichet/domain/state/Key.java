package guichet.domain.state;

/**
 * Names one row.
 *
 * @param <R> the record that rules read the row as
 */
public record Key<R>(Table<R> table, String id) implements Comparable<Key<?>> {

    @Override
    public int compareTo(Key<?> other) {
        int byTable = table.name().compareTo(other.table.name());
        return byTable != 0 ? byTable : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return table.name() + "/" + id;
    }
}
