package guichet.console.notices;

import guichet.console.words.Said;
import java.time.Instant;

/** A short notice. Its tone is told by colour, symbol and words. */
public record Toast(Tone tone, Said said, Instant at) {
    /** How it is meant. */
    public enum Tone {
        /** For information. */
        INFO,
        /** It worked. */
        GOOD,
        /** Look at it. */
        LOOK,
        /** It did not work. Stays until closed. */
        BAD
    }
}
