package guichet.console.work;

/** Work under way. */
@FunctionalInterface
public interface Work {
    /** Work that is over. */
    Work NONE = () -> {
    };

    /** Asks it to end; neither its result nor its failure is reported afterwards. On the screen's thread. */
    void cancel();
}
