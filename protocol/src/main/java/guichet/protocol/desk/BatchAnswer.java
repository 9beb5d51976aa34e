package guichet.protocol.desk;

import guichet.protocol.chain.Head;
import java.util.List;

/** What the server says to a batch. */
public sealed interface BatchAnswer {

    /** Received and, but for held ones, judged. The head is the server's word for it (G7). */
    record Received(List<Answer> answers, Head.Countersigned head) implements BatchAnswer {
    }

    /** Entries before this batch are missing: send from here. */
    record Gap(long expected) implements BatchAnswer {
    }

    /** A sequence the server knows came with another hash: the desk was restored from an image. It takes no money any more. */
    record Fork(long sequence) implements BatchAnswer {
    }
}
