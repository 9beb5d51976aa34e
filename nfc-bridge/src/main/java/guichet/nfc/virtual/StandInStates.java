package guichet.nfc.virtual;

import guichet.nfc.pcsc.Atr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The readers' states as pcscd sends them: always 16 rows of name (128 bytes), event counter, state, sharing, ATR (33
 * bytes and 3 of padding), its length and protocol. Source: READER_STATE in pcsc-lite's eventhandler.h.
 */
final class StandInStates {
    static final int MOST = 16;
    static final int NAME = 128;
    static final int T1 = 2;
    private static final int ROW = 184;

    private static final int ABSENT = 0x02;
    private static final int PRESENT = 0x04;
    private static final int SWALLOWED = 0x08;
    private static final int POWERED = 0x10;
    private static final int NEGOTIABLE = 0x20;

    /**
     * One reader.
     *
     * @param atr of the card that lies there; NONE for no card
     * @param mute whether something lies there that does not answer
     * @param sharing how many have it open; -1 for one who keeps others out
     */
    record Row(String name, int events, Atr atr, boolean mute, int sharing) {
        private int state() {
            if (mute) {
                return PRESENT | SWALLOWED;
            }
            return atr.equals(Atr.NONE) ? ABSENT : PRESENT | POWERED | NEGOTIABLE;
        }
    }

    private StandInStates() {
    }

    static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length < NAME;
    }

    static ByteBuffer of(List<Row> rows) {
        ByteBuffer states = ByteBuffer.allocate(MOST * ROW).order(ByteOrder.nativeOrder());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            byte[] atr = row.atr().bytes();
            states.put(i * ROW, row.name().getBytes(StandardCharsets.UTF_8));
            int at = i * ROW + NAME;
            states.putInt(at, row.events() & 0xFFFF);
            states.putInt(at + 4, row.state());
            states.putInt(at + 8, row.sharing());
            states.put(at + 12, atr);
            states.putInt(at + 48, atr.length);
            states.putInt(at + 52, atr.length > 0 ? T1 : 0);
        }
        return states;
    }
}
