package guichet.domain.rules;

import guichet.domain.members.Profile;
import org.jspecify.annotations.Nullable;

/** The side records an operation refers to, by digest. An erased one reads as null; a store never judges with a missing one. */
public interface Sides {

    @Nullable
    Profile profile(String digest);
}
