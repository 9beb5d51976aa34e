package guichet.nfc.pcsc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A SCARDCONTEXT. */
final class NativeContext implements PcscContext {
    private static final String PLUG_AND_PLAY = "\\\\?PnP?\\Notification";
    /** pcsc-lite refuses longer lists (PCSCLITE_MAX_READERS_CONTEXTS). */
    private static final int MOST_STATES = 16;
    /** How long a system without the plug-and-play reader goes without looking for readers. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final int T0_OR_T1 = 3;

    private final Abi abi;
    private final Winscard winscard;
    private final long handle;
    private final Runnable whenClosed;
    private final Semaphore cancelled = new Semaphore(0);
    /** Keeps {@link #cancel()} off a handle that has been released and may be somebody else's by now. */
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;
    /**
     * What the pseudo reader said last. pcsc-lite since 2.3 counts reader events there, Windows readers: handing it
     * back closes the gap between listing the readers and waiting.
     */
    private long plugAndPlayState;

    NativeContext(Abi abi, Winscard winscard, long handle, Runnable whenClosed) {
        this.abi = abi;
        this.winscard = winscard;
        this.handle = handle;
        this.whenClosed = whenClosed;
    }

    @Override
    public List<String> readers() throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(8, 8);
            // The list may grow between asking for its length and asking for it, hence the loop.
            while (true) {
                abi.dword(length, 0, 0);
                long result = winscard.listReaders(handle, MemorySegment.NULL, length);
                if (PcscError.of(result) == PcscError.NO_READERS_AVAILABLE) {
                    return List.of();
                }
                check(result, "SCardListReaders");
                MemorySegment names = arena.allocate(abi.dword(length, 0) * abi.character() + 4, 8);
                result = winscard.listReaders(handle, names, length);
                if (PcscError.of(result) == PcscError.NO_READERS_AVAILABLE) {
                    return List.of();
                }
                if (PcscError.of(result) != PcscError.INSUFFICIENT_BUFFER) {
                    check(result, "SCardListReaders");
                    return split(names);
                }
            }
        }
    }

    /** A multi-string: names that each end with a zero, then an empty one. The segment has zeros to spare at its end. */
    private List<String> split(MemorySegment names) {
        List<String> readers = new ArrayList<>();
        long at = 0;
        while (at < names.byteSize()) {
            String reader = names.getString(at, abi.text());
            if (reader.isEmpty()) {
                break;
            }
            readers.add(reader);
            at += reader.getBytes(abi.text()).length + abi.character();
        }
        return List.copyOf(readers);
    }

    @Override
    public List<ReaderStatus> waitForChange(List<ReaderStatus> known, Duration timeout) throws PcscException {
        boolean plugAndPlay = abi.plugAndPlay() && known.size() < MOST_STATES;
        Duration atMost = plugAndPlay || timeout.compareTo(LOOK_AGAIN) < 0 ? timeout : LOOK_AGAIN;
        int count = Math.min(known.size(), MOST_STATES) + (plugAndPlay ? 1 : 0);
        if (count == 0) {
            pause(atMost);
            return known;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment states = arena.allocate((long) count * abi.state(), 8);
            for (int i = 0; i < count; i++) {
                boolean reader = i < known.size();
                MemorySegment state = states.asSlice((long) i * abi.state(), abi.state());
                state.set(ValueLayout.ADDRESS_UNALIGNED, 0,
                        arena.allocateFrom(reader ? known.get(i).reader() : PLUG_AND_PLAY, abi.text()));
                abi.dword(state, abi.current(), reader ? known.get(i).currentState() : plugAndPlayState);
            }
            long result = winscard.statusChange(handle, atMost.toMillis(), states, count);
            if (plugAndPlay) {
                plugAndPlayState = abi.dword(states, (count - 1L) * abi.state() + abi.event()) & 0xFFFF0000L;
            }
            PcscError error = PcscError.of(result);
            if (error == PcscError.TIMEOUT || error == PcscError.CANCELLED) {
                return known;
            }
            check(result, "SCardGetStatusChange");
            List<ReaderStatus> now = new ArrayList<>();
            for (int i = 0; i < known.size(); i++) {
                now.add(i < MOST_STATES ? status(known.get(i).reader(), states, i) : known.get(i));
            }
            return List.copyOf(now);
        }
    }

    private ReaderStatus status(String reader, MemorySegment states, int index) {
        MemorySegment state = states.asSlice((long) index * abi.state(), abi.state());
        int length = (int) Math.min(abi.dword(state, abi.atrLength()), abi.atrCapacity());
        byte[] atr = state.asSlice(abi.atr(), length).toArray(ValueLayout.JAVA_BYTE);
        return ReaderStatus.of(reader, abi.dword(state, abi.event()), Atr.of(atr));
    }

    /** Whether it was cancelled; the caller looks again in either case. */
    private boolean pause(Duration time) {
        try {
            return cancelled.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void cancel() {
        closing.lock();
        try {
            if (!closed) {
                cancelled.release();
                winscard.cancel(handle);
            }
        } finally {
            closing.unlock();
        }
    }

    @Override
    public PcscCard connect(String reader, ShareMode mode) throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment card = arena.allocate(8, 8);
            MemorySegment protocol = arena.allocate(8, 8);
            int share = switch (mode) {
                case EXCLUSIVE -> 1;
                case SHARED -> 2;
                case DIRECT -> 3;
            };
            int protocols = mode == ShareMode.DIRECT ? abi.directProtocols() : T0_OR_T1;
            check(winscard.connect(handle, arena.allocateFrom(reader, abi.text()), share, protocols, card, protocol),
                    "SCardConnect");
            return new NativeCard(abi, winscard, abi.handle(card), share, (int) abi.dword(protocol, 0));
        }
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                winscard.release(handle);
                whenClosed.run();
            }
        } finally {
            closing.unlock();
        }
    }

    private static void check(long result, String call) throws PcscException {
        if (result != 0) {
            throw new PcscException(result, call);
        }
    }
}
