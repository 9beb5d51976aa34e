package guichet.desk.devices;

import guichet.desk.status.ReaderLight;
import java.util.List;

/** @param lastTaps latest first, at most five */
public record ReaderLine(String name, ReaderLight state, List<TapSeen> lastTaps) {
    public ReaderLine {
        lastTaps = List.copyOf(lastTaps);
    }
}
