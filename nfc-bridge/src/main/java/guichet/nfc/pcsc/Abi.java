package guichet.nfc.pcsc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * How one operating system lays out the types of winscard.h. All sizes and offsets are in bytes.
 *
 * @param dword width of DWORD and LONG: C long on Linux (pcsclite wintypes.h), 4 elsewhere
 * @param handle width of SCARDCONTEXT and SCARDHANDLE
 * @param state size of one SCARD_READERSTATE; packed on macOS
 * @param current offset of dwCurrentState in it; dwEventState and cbAtr follow, each one dword on
 * @param atr offset of rgbAtr in it
 * @param atrCapacity length of rgbAtr
 * @param text how strings are passed
 * @param suffix what follows the names of functions that take strings
 * @param control the name of SCardControl
 * @param plugAndPlay whether the pseudo reader that reports readers coming and going is known
 * @param directProtocols preferred protocols of a direct connection
 * @param libraries where to look, in order
 */
record Abi(int dword, int handle, int state, int current, int atr, int atrCapacity, Charset text, String suffix,
        String control, boolean plugAndPlay, int directProtocols, List<String> libraries) {

    static final Abi LINUX = new Abi(8, 8, 80, 16, 40, 33, StandardCharsets.UTF_8, "", "SCardControl", true, 0,
            List.of("libpcsclite.so.1", "libpcsclite.so"));
    static final Abi WINDOWS = new Abi(4, 8, 64, 16, 28, 36, StandardCharsets.UTF_16LE, "W", "SCardControl", true, 0,
            List.of("winscard.dll"));
    static final Abi MACOS = new Abi(4, 4, 61, 16, 28, 33, StandardCharsets.UTF_8, "", "SCardControl132", false, 3,
            List.of("/System/Library/Frameworks/PCSC.framework/PCSC"));

    static Abi here() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.contains("win") ? WINDOWS : os.contains("mac") ? MACOS : LINUX;
    }

    ValueLayout dwordLayout() {
        return integer(dword);
    }

    ValueLayout handleLayout() {
        return integer(handle);
    }

    private static ValueLayout integer(int width) {
        return width == 8 ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT;
    }

    /** Bytes of one character of a string. */
    int character() {
        return text.equals(StandardCharsets.UTF_16LE) ? 2 : 1;
    }

    int event() {
        return current + dword;
    }

    int atrLength() {
        return current + 2 * dword;
    }

    /** Size of SCARD_IO_REQUEST: two dwords. */
    int ioRequest() {
        return 2 * dword;
    }

    /** A dword as an unsigned number of 32 bits; PC/SC never uses more. */
    long dword(MemorySegment segment, long offset) {
        return segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset) & 0xFFFFFFFFL;
    }

    void dword(MemorySegment segment, long offset, long value) {
        if (dword == 8) {
            segment.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
        } else {
            segment.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) value);
        }
    }

    long handle(MemorySegment segment) {
        return handle == 8 ? segment.get(ValueLayout.JAVA_LONG, 0) : segment.get(ValueLayout.JAVA_INT, 0);
    }
}
