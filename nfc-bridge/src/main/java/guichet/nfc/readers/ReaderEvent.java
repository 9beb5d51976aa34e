package guichet.nfc.readers;

import guichet.nfc.pcsc.PcscError;

/**
 * What happens at the readers. Events of one reader arrive in their order, on its thread; those of the service on the
 * monitor's. A card that lies there when its reader or the service goes is reported gone first.
 */
public sealed interface ReaderEvent {

    /** No PC/SC library on this machine. */
    record ServiceMissing(String detail) implements ReaderEvent {
    }

    /** The smart card service does not answer. It is asked again until it does. */
    record ServiceDown(PcscError error) implements ReaderEvent {
    }

    /** The service answers (again). */
    record ServiceUp() implements ReaderEvent {
    }

    /** The service answers and knows no reader. */
    record NoReader() implements ReaderEvent {
    }

    record ReaderAdded(ReaderName reader) implements ReaderEvent {
    }

    record ReaderRemoved(ReaderName reader) implements ReaderEvent {
    }

    /** A card was read. */
    record Tapped(Tap tap) implements ReaderEvent {
    }

    /** The card of that tap slipped and is back within the debounce time: the same tap goes on, no new one. */
    record CardBack(Tap tap) implements ReaderEvent {
    }

    record CardGone(ReaderName reader) implements ReaderEvent {
    }

    record CardUnreadable(ReaderName reader, UnreadableReason reason) implements ReaderEvent {
    }

    /** Another program holds the reader; it is tried again. */
    record ReaderBusy(ReaderName reader) implements ReaderEvent {
    }
}
