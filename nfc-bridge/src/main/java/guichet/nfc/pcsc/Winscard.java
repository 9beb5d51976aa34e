package guichet.nfc.pcsc;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.NoSuchElementException;

/** The functions of winscard.h. Numbers are {@code long} in Java whatever their width in C; results are SCARD codes. */
final class Winscard {
    private static final long SCOPE_SYSTEM = 2;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    private final SymbolLookup library;
    private final Abi abi;
    private final MethodHandle establish;
    private final MethodHandle release;
    private final MethodHandle listReaders;
    private final MethodHandle statusChange;
    private final MethodHandle cancel;
    private final MethodHandle connect;
    private final MethodHandle reconnect;
    private final MethodHandle disconnect;
    private final MethodHandle begin;
    private final MethodHandle end;
    private final MethodHandle transmit;
    private final MethodHandle control;

    /** @throws NoSuchElementException when a function is missing */
    Winscard(SymbolLookup library, Abi abi) {
        this.library = library;
        this.abi = abi;
        ValueLayout dword = abi.dwordLayout();
        ValueLayout handle = abi.handleLayout();
        establish = bind("SCardEstablishContext", dword, POINTER, POINTER, POINTER);
        release = bind("SCardReleaseContext", handle);
        listReaders = bind("SCardListReaders" + abi.suffix(), handle, POINTER, POINTER, POINTER);
        statusChange = bind("SCardGetStatusChange" + abi.suffix(), handle, dword, POINTER, dword);
        cancel = bind("SCardCancel", handle);
        connect = bind("SCardConnect" + abi.suffix(), handle, POINTER, dword, dword, POINTER, POINTER);
        reconnect = bind("SCardReconnect", handle, dword, dword, dword, POINTER);
        disconnect = bind("SCardDisconnect", handle, dword);
        begin = bind("SCardBeginTransaction", handle);
        end = bind("SCardEndTransaction", handle, dword);
        transmit = bind("SCardTransmit", handle, POINTER, POINTER, dword, POINTER, POINTER, POINTER);
        control = bind(abi.control(), handle, dword, POINTER, dword, POINTER, dword, POINTER);
    }

    @SuppressWarnings("restricted")
    private MethodHandle bind(String name, MemoryLayout... arguments) {
        MemorySegment symbol = library.find(name).orElseThrow(() -> new NoSuchElementException(name));
        MethodHandle raw = Linker.nativeLinker().downcallHandle(symbol,
                FunctionDescriptor.of(abi.dwordLayout(), arguments));
        List<Class<?>> widened = raw.type().parameterList().stream().<Class<?>>map(Winscard::widen).toList();
        return MethodHandles.explicitCastArguments(raw, MethodType.methodType(long.class, widened));
    }

    private static Class<?> widen(Class<?> type) {
        return type == int.class ? long.class : type;
    }

    long establish(MemorySegment context) {
        try {
            return (long) establish.invokeExact(SCOPE_SYSTEM, MemorySegment.NULL, MemorySegment.NULL, context);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long release(long context) {
        try {
            return (long) release.invokeExact(context);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long listReaders(long context, MemorySegment names, MemorySegment length) {
        try {
            return (long) listReaders.invokeExact(context, MemorySegment.NULL, names, length);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long statusChange(long context, long millis, MemorySegment states, long count) {
        try {
            return (long) statusChange.invokeExact(context, millis, states, count);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long cancel(long context) {
        try {
            return (long) cancel.invokeExact(context);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long connect(long context, MemorySegment reader, long share, long protocols, MemorySegment card,
            MemorySegment protocol) {
        try {
            return (long) connect.invokeExact(context, reader, share, protocols, card, protocol);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long reconnect(long card, long share, long protocols, long initialization, MemorySegment protocol) {
        try {
            return (long) reconnect.invokeExact(card, share, protocols, initialization, protocol);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long disconnect(long card, long disposition) {
        try {
            return (long) disconnect.invokeExact(card, disposition);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long begin(long card) {
        try {
            return (long) begin.invokeExact(card);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long end(long card, long disposition) {
        try {
            return (long) end.invokeExact(card, disposition);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long transmit(long card, MemorySegment pci, MemorySegment command, MemorySegment answer, MemorySegment length) {
        try {
            return (long) transmit.invokeExact(card, pci, command, command.byteSize(), MemorySegment.NULL, answer,
                    length);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    long control(long card, long code, MemorySegment command, MemorySegment answer, MemorySegment length) {
        try {
            return (long) control.invokeExact(card, code, command, command.byteSize(), answer, answer.byteSize(),
                    length);
        } catch (Throwable impossible) {
            throw broken(impossible);
        }
    }

    /** C functions throw nothing: what arrives here is a fault of this class. */
    private static IllegalStateException broken(Throwable impossible) {
        return new IllegalStateException("call into the PC/SC library", impossible);
    }
}
