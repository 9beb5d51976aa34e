package guichet.nfc.virtual;

import guichet.nfc.pcsc.Atr;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The readers of the stand-in, who is connected to them and who waits for news of them. Every method is one step under
 * one lock. Results are SCARD codes as the protocol carries them.
 */
final class StandInReaders {
    static final int OK = 0;
    static final int CANCELLED = 0x80100002;
    static final int INVALID_HANDLE = 0x80100003;
    static final int UNKNOWN_READER = 0x80100009;
    static final int SHARING_VIOLATION = 0x8010000B;
    static final int NO_SMARTCARD = 0x8010000C;
    static final int PROTO_MISMATCH = 0x8010000F;
    static final int NOT_TRANSACTED = 0x80100016;
    static final int READER_UNAVAILABLE = 0x80100017;
    static final int UNSUPPORTED = 0x8010001F;
    static final int UNRESPONSIVE_CARD = 0x80100066;
    static final int RESET_CARD = 0x80100068;
    static final int REMOVED_CARD = 0x80100069;

    static final int EXCLUSIVE = 1;
    static final int DIRECT = 3;
    static final int LEAVE = 0;

    private static final class Slot {
        final String name;
        int events;
        @Nullable
        VirtualCard card;
        boolean mute;
        int disturbed;
        @Nullable
        Handle transaction;

        Slot(String name) {
            this.name = name;
        }
    }

    private static final class Handle {
        final StandInClient client;
        final Slot slot;
        boolean exclusive;
        /** What the next command answers, once: the card was reset by another, or has gone. */
        int notice;

        Handle(StandInClient client, Slot slot, boolean exclusive) {
            this.client = client;
            this.slot = slot;
            this.exclusive = exclusive;
        }
    }

    /** The result of connecting or transmitting. */
    record Answer(int code, int handle, ByteBuffer data) {
        static Answer failed(int code) {
            return new Answer(code, 0, ByteBuffer.allocate(0));
        }
    }

    private final List<Slot> slots = new ArrayList<>();
    private final Map<Integer, Handle> handles = new HashMap<>();
    private final Set<StandInClient> waiting = new HashSet<>();
    private final Random random = new Random();
    private int readerEvents;

    synchronized void add(String name) {
        if (slots.size() == StandInStates.MOST || !StandInStates.fits(name) || find(name).isPresent()) {
            throw new IllegalArgumentException("at most 16 readers, with different names below 128 bytes");
        }
        slots.add(new Slot(name));
        readerEvents++;
        tell();
    }

    synchronized void remove(String name) {
        Slot slot = slot(name);
        take(slot, READER_UNAVAILABLE);
        slots.remove(slot);
        readerEvents++;
        tell();
    }

    synchronized void insert(String reader, VirtualCard card) {
        Slot slot = slot(reader);
        removeCard(reader);
        card.powerOff();
        slot.card = card;
        slot.events++;
        tell();
    }

    synchronized void insertMute(String reader) {
        Slot slot = slot(reader);
        removeCard(reader);
        slot.mute = true;
        slot.events++;
        tell();
    }

    synchronized void removeCard(String reader) {
        Slot slot = slot(reader);
        if (slot.card != null || slot.mute) {
            take(slot, REMOVED_CARD);
            slot.events++;
            tell();
        }
    }

    private void take(Slot slot, int notice) {
        slot.card = null;
        slot.mute = false;
        slot.disturbed = 0;
        slot.transaction = null;
        handles.values().stream().filter(h -> h.slot == slot).forEach(h -> h.notice = notice);
    }

    synchronized void disturb(String reader, int commands) {
        slot(reader).disturbed = commands;
    }

    private Slot slot(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no reader " + name));
    }

    private Optional<Slot> find(String name) {
        return slots.stream().filter(s -> s.name.equals(name)).findFirst();
    }

    /** Wakes those who wait; each waits once. */
    private void tell() {
        for (StandInClient client : waiting) {
            client.wake(OK);
        }
        waiting.clear();
    }

    /** Sends the states and lets the client wait; in one step, so that no news falls in between. */
    synchronized void await(StandInClient client) {
        waiting.add(client);
        client.send(states());
    }

    /** Ends a client's wait if it still waits. */
    synchronized boolean stopAwaiting(StandInClient client, int code) {
        boolean waited = waiting.remove(client);
        if (waited) {
            client.wake(code);
        }
        return waited;
    }

    synchronized boolean cancel(int context) {
        for (StandInClient client : List.copyOf(waiting)) {
            if (client.context() == context) {
                return stopAwaiting(client, CANCELLED);
            }
        }
        return false;
    }

    synchronized void leave(StandInClient client) {
        waiting.remove(client);
        for (Iterator<Handle> it = handles.values().iterator(); it.hasNext();) {
            Handle handle = it.next();
            if (handle.client == client) {
                release(handle);
                it.remove();
            }
        }
    }

    private static void release(Handle handle) {
        if (handle.slot.transaction == handle) {
            handle.slot.transaction = null;
        }
    }

    /**
     * A number for a context or a card. Drawn, as pcscd does: libpcsclite keeps those of services that have ended, and
     * takes a number it knows for what it knows.
     */
    int newNumber() {
        return random.nextInt(1, Integer.MAX_VALUE);
    }

    synchronized int readerEvents() {
        return readerEvents;
    }

    synchronized ByteBuffer states() {
        return StandInStates.of(slots.stream().map(s -> new StandInStates.Row(s.name, s.events,
                s.card == null ? Atr.NONE : s.card.atr(), s.mute, sharing(s))).toList());
    }

    private int sharing(Slot slot) {
        List<Handle> users = users(slot);
        return users.stream().anyMatch(h -> h.exclusive) ? -1 : users.size();
    }

    private List<Handle> users(Slot slot) {
        return handles.values().stream().filter(h -> h.slot == slot).toList();
    }

    synchronized Answer connect(StandInClient client, String reader, int share) {
        Optional<Slot> found = find(reader);
        if (found.isEmpty()) {
            return Answer.failed(UNKNOWN_READER);
        }
        Slot slot = found.get();
        int sharing = sharing(slot);
        if (sharing < 0 || (share == EXCLUSIVE && sharing > 0)) {
            return Answer.failed(SHARING_VIOLATION);
        }
        if (share != DIRECT && slot.card == null) {
            return Answer.failed(slot.mute ? UNRESPONSIVE_CARD : NO_SMARTCARD);
        }
        int number = newNumber();
        handles.put(number, new Handle(client, slot, share == EXCLUSIVE));
        tell();
        return new Answer(OK, number, ByteBuffer.allocate(0));
    }

    synchronized int reconnect(StandInClient client, int number, int initialization) {
        Handle handle = handles.get(number);
        if (handle == null || handle.client != client) {
            return INVALID_HANDLE;
        }
        if (handle.slot.card == null) {
            return handle.slot.mute ? UNRESPONSIVE_CARD : NO_SMARTCARD;
        }
        reset(handle, initialization);
        handle.notice = OK;
        return OK;
    }

    synchronized int disconnect(StandInClient client, int number, int disposition) {
        Handle handle = handles.get(number);
        if (handle == null || handle.client != client) {
            return INVALID_HANDLE;
        }
        reset(handle, disposition);
        release(handle);
        handles.remove(number);
        tell();
        return OK;
    }

    private void reset(Handle by, int how) {
        VirtualCard card = by.slot.card;
        if (how != LEAVE && card != null) {
            card.powerOff();
            users(by.slot).stream().filter(h -> h != by).forEach(h -> h.notice = RESET_CARD);
        }
    }

    /** Begins or ends a transaction. A client whose turn it is not asks again by itself, as libpcsclite does. */
    synchronized int transaction(StandInClient client, int number, boolean begin) {
        Handle handle = handles.get(number);
        if (handle == null || handle.client != client) {
            return INVALID_HANDLE;
        }
        if (handle.notice != OK) {
            return handle.notice;
        }
        if (handle.slot.transaction != null && handle.slot.transaction != handle) {
            return SHARING_VIOLATION;
        }
        handle.slot.transaction = begin ? handle : null;
        return OK;
    }

    synchronized Answer transmit(StandInClient client, int number, byte[] command) {
        Handle handle = handles.get(number);
        if (handle == null || handle.client != client) {
            return Answer.failed(INVALID_HANDLE);
        }
        if (handle.notice != OK) {
            return Answer.failed(handle.notice);
        }
        Slot slot = handle.slot;
        if (slot.transaction != null && slot.transaction != handle) {
            return Answer.failed(SHARING_VIOLATION);
        }
        if (slot.card == null) {
            return Answer.failed(NO_SMARTCARD);
        }
        if (slot.disturbed > 0) {
            slot.disturbed--;
            return Answer.failed(NOT_TRANSACTED);
        }
        return new Answer(OK, number, ByteBuffer.wrap(slot.card.answer(command)));
    }

    /** OK, or what is the matter with the handle or its card. */
    synchronized int status(StandInClient client, int number) {
        Handle handle = handles.get(number);
        return handle == null || handle.client != client ? INVALID_HANDLE : handle.notice;
    }

    synchronized Optional<Atr> atr(StandInClient client, int number) {
        Handle handle = handles.get(number);
        return handle == null || handle.client != client || handle.slot.card == null
                ? Optional.empty()
                : Optional.of(handle.slot.card.atr());
    }
}
