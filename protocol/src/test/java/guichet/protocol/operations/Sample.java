package guichet.protocol.operations;

import guichet.protocol.chain.Bytes;
import java.util.function.Function;

/** A value that has one golden file, and how it becomes bytes and back. */
record Sample<T>(String name, T value, Function<T, Bytes> writer, Reader<T> reader) {

    /** Reads bytes, or says that they are of a newer program. */
    interface Reader<T> {
        T read(Bytes bytes) throws UnknownVersion;
    }

    Bytes written() {
        return writer.apply(value);
    }

    T read(Bytes bytes) throws UnknownVersion {
        return reader.read(bytes);
    }

    @Override
    public String toString() {
        return name;
    }
}
