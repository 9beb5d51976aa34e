package guichet.nfc.readers;

/** What a reader, or the way to the readers, is doing. */
public enum ReaderState {
    SERVICE_MISSING, SERVICE_DOWN, NO_READER, READER_READY, CARD_READING, CARD_OK, CARD_UNREADABLE, READER_BUSY
}
