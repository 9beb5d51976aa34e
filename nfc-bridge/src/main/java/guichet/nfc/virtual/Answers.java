package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.pcsc.Atr;
import java.util.HexFormat;
import java.util.function.Function;
import javax.smartcardio.CommandAPDU;

/** What the virtual cards have in common: answers with their status words (ISO 7816-4, PC/SC part 3). */
final class Answers {
    static final int OK = 0x9000;
    static final int FAILED = 0x6300;
    static final int WRONG_LENGTH = 0x6700;
    static final int NOT_AUTHENTICATED = 0x6982;
    static final int NOT_ALLOWED = 0x6986;
    static final int NOT_SUPPORTED = 0x6A81;
    static final int NOT_FOUND = 0x6A82;
    static final int UNKNOWN_CLASS = 0x6E00;
    static final int PSEUDO = 0xFF;
    static final int GET_DATA = 0xCA;
    static final int READ = 0xB0;
    static final int UPDATE = 0xD6;

    private Answers() {
    }

    static byte[] status(int status) {
        return new byte[]{(byte) (status >> 8), (byte) status};
    }

    static byte[] data(byte[] data, int status) {
        byte[] answer = new byte[data.length + 2];
        System.arraycopy(data, 0, answer, 0, data.length);
        answer[data.length] = (byte) (status >> 8);
        answer[data.length + 1] = (byte) status;
        return answer;
    }

    static byte[] parsed(byte[] command, Function<CommandAPDU, byte[]> answer) {
        CommandAPDU parsed;
        try {
            parsed = new CommandAPDU(command);
        } catch (IllegalArgumentException malformed) {
            return status(WRONG_LENGTH);
        }
        return answer.apply(parsed);
    }

    /** FF CA: P1 0 the UID; P1 1 the historical bytes, for cards that have them. */
    static byte[] getData(CommandAPDU command, CardUid uid, byte[] historical) {
        byte[] data = command.getP1() == 0 ? uid.bytes() : historical;
        if (command.getP1() > 1 || data.length == 0) {
            return status(NOT_SUPPORTED);
        }
        if (command.getNe() < data.length) {
            return status(0x6C00 | data.length);
        }
        return data(data, OK);
    }

    /** The ATR a reader makes up for a storage card of ISO 14443A part 3 (PC/SC part 3, 3.1.3.2.3). */
    static Atr storageCard(int name) {
        byte[] atr = HexFormat.of().parseHex("3B8F8001804F0CA00000030603%04X0000000000".formatted(name));
        for (int i = 1; i < atr.length - 1; i++) {
            atr[atr.length - 1] ^= atr[i];
        }
        return Atr.of(atr);
    }
}
