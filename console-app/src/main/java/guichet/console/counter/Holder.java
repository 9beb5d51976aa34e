package guichet.console.counter;

/** Who gets the card. */
public sealed interface Holder {
    /** Someone known. */
    record Known(String memberId, String name, String mobile) implements Holder {
    }

    /** Someone new: RegisterMember comes first. */
    record New(String name, String mobile) implements Holder {
    }
}
