package guichet.nfc.pcsc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A SCARDHANDLE. */
final class NativeCard implements PcscCard {
    /** The longest answer of a short APDU is 258 bytes; extended ones go to 65538 (MAX_BUFFER_SIZE_EXTENDED). */
    private static final int SHORT_ANSWER = 264;
    private static final int LONG_ANSWER = 65_548;
    private static final int SHORT_COMMAND = 261;
    private static final int T0_OR_T1 = 3;

    private final Abi abi;
    private final Winscard winscard;
    private final long handle;
    private final int share;
    private int protocol;
    private boolean disconnected;

    NativeCard(Abi abi, Winscard winscard, long handle, int share, int protocol) {
        this.abi = abi;
        this.winscard = winscard;
        this.handle = handle;
        this.share = share;
        this.protocol = protocol;
    }

    /** Takes the ways of a card once, with a handle that no service gives out; the answers are errors. */
    static void dummy(Winscard winscard, Arena arena) {
        MemorySegment buffer = arena.allocate(16, 8);
        winscard.begin(0);
        winscard.transmit(0, buffer, buffer, buffer, buffer);
        winscard.end(0, 0);
        winscard.disconnect(0, 0);
        winscard.reconnect(0, 2, T0_OR_T1, 0, buffer);
    }

    @Override
    public int protocol() {
        return protocol;
    }

    @Override
    public byte[] transmit(byte[] command) throws PcscException {
        int capacity = command.length > SHORT_COMMAND || isExtended(command) ? LONG_ANSWER : SHORT_ANSWER;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pci = arena.allocate(abi.ioRequest(), 8);
            abi.dword(pci, 0, protocol);
            abi.dword(pci, abi.dword(), abi.ioRequest());
            MemorySegment answer = arena.allocate(capacity);
            MemorySegment length = arena.allocate(8, 8);
            abi.dword(length, 0, capacity);
            check(winscard.transmit(handle, pci, arena.allocateFrom(ValueLayout.JAVA_BYTE, command), answer, length),
                    "SCardTransmit");
            return answer.asSlice(0, abi.dword(length, 0)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static boolean isExtended(byte[] command) {
        return command.length >= 7 && command[4] == 0;
    }

    @Override
    public byte[] control(int code, byte[] command) throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(SHORT_ANSWER);
            MemorySegment length = arena.allocate(8, 8);
            check(winscard.control(handle, code & 0xFFFFFFFFL, arena.allocateFrom(ValueLayout.JAVA_BYTE, command),
                    answer, length), "SCardControl");
            return answer.asSlice(0, abi.dword(length, 0)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @Override
    public void begin() throws PcscException {
        check(winscard.begin(handle), "SCardBeginTransaction");
    }

    @Override
    public void end() throws PcscException {
        check(winscard.end(handle, Disposition.LEAVE.code()), "SCardEndTransaction");
    }

    @Override
    public void reconnect(Disposition initialization) throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment active = arena.allocate(8, 8);
            check(winscard.reconnect(handle, share, T0_OR_T1, initialization.code(), active), "SCardReconnect");
            protocol = (int) abi.dword(active, 0);
        }
    }

    @Override
    public void disconnect(Disposition disposition) {
        if (!disconnected) {
            disconnected = true;
            winscard.disconnect(handle, disposition.code());
        }
    }

    private static void check(long result, String call) throws PcscException {
        if (result != 0) {
            throw new PcscException(result, call);
        }
    }
}
