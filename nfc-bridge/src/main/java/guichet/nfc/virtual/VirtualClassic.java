package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.Atr;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.smartcardio.CommandAPDU;

/**
 * A MIFARE Classic 1K as it leaves the factory: 16 sectors, all keys FFFFFFFFFFFF, access bits FF0780, by which key A
 * opens everything and key B is data. Access bits written later are stored and not obeyed.
 */
public final class VirtualClassic implements VirtualCard {
    private static final int BLOCK = 16;
    private static final int BLOCKS = 64;
    private static final int NONE = -1;
    private static final int LOAD_KEY = 0x82;
    private static final int AUTHENTICATE = 0x86;
    private static final int AUTHENTICATE_OLD = 0x88;
    private static final int KEY_A = 0x60;
    private static final byte[] TRAILER = HexFormat.of().parseHex("FFFFFFFFFFFFFF078069FFFFFFFFFFFF");

    private final CardUid uid;
    private final byte[] memory = new byte[BLOCKS * BLOCK];
    /** Keys loaded into the reader, by its slot number. They belong to the reader, but each card here is alone on one. */
    private final Map<Integer, byte[]> keys = new HashMap<>();
    private int openSector = NONE;

    VirtualClassic(CardUid uid) {
        if (uid.hex().length() != 8 && uid.hex().length() != 14) {
            throw new IllegalArgumentException("a MIFARE Classic has a UID of 4 or 7 bytes");
        }
        this.uid = uid;
        byte[] id = uid.bytes();
        System.arraycopy(id, 0, memory, 0, id.length);
        if (id.length == 4) {
            memory[4] = (byte) (id[0] ^ id[1] ^ id[2] ^ id[3]);
            memory[5] = 0x08;
            memory[6] = 0x04;
        }
        for (int block = 3; block < BLOCKS; block += 4) {
            System.arraycopy(TRAILER, 0, memory, block * BLOCK, BLOCK);
        }
    }

    @Override
    public CardUid uid() {
        return uid;
    }

    @Override
    public Technology technology() {
        return Technology.MIFARE_CLASSIC_1K;
    }

    @Override
    public Atr atr() {
        return Answers.storageCard(0x0001);
    }

    @Override
    public synchronized void powerOff() {
        openSector = NONE;
    }

    @Override
    public synchronized byte[] answer(byte[] command) {
        // The older command is not of the form of an APDU: key type and slot stand where a length belongs.
        if (command.length == 6 && command[0] == (byte) Answers.PSEUDO && command[1] == (byte) AUTHENTICATE_OLD) {
            return authenticate(command[3] & 0xFF, command[4] & 0xFF, command[5] & 0xFF);
        }
        return Answers.parsed(command, this::answer);
    }

    private byte[] answer(CommandAPDU command) {
        if (command.getCLA() != Answers.PSEUDO) {
            return Answers.status(Answers.UNKNOWN_CLASS);
        }
        byte[] data = command.getData();
        return switch (command.getINS()) {
            case Answers.GET_DATA -> Answers.getData(command, uid, new byte[0]);
            case LOAD_KEY -> load(command.getP2(), data);
            case AUTHENTICATE -> data.length == 5
                    ? authenticate(data[2] & 0xFF, data[3] & 0xFF, data[4] & 0xFF)
                    : Answers.status(Answers.WRONG_LENGTH);
            case Answers.READ -> read(command.getP2(), command.getNe());
            case Answers.UPDATE -> write(command.getP2(), data);
            default -> Answers.status(Answers.NOT_SUPPORTED);
        };
    }

    private byte[] load(int slot, byte[] key) {
        if (key.length != 6) {
            return Answers.status(Answers.WRONG_LENGTH);
        }
        keys.put(slot, key);
        return Answers.status(Answers.OK);
    }

    private byte[] authenticate(int block, int type, int slot) {
        openSector = NONE;
        Optional<byte[]> key = Optional.ofNullable(keys.get(slot));
        if (block >= BLOCKS || type != KEY_A || key.isEmpty()) {
            return Answers.status(Answers.FAILED);
        }
        int trailer = (block | 3) * BLOCK;
        if (!Arrays.equals(key.get(), Arrays.copyOfRange(memory, trailer, trailer + 6))) {
            return Answers.status(Answers.FAILED);
        }
        openSector = block / 4;
        return Answers.status(Answers.OK);
    }

    private byte[] read(int block, int expected) {
        if (block >= BLOCKS) {
            return Answers.status(Answers.NOT_FOUND);
        }
        if (block / 4 != openSector) {
            return Answers.status(Answers.NOT_AUTHENTICATED);
        }
        if (expected < BLOCK) {
            return Answers.status(0x6C00 | BLOCK);
        }
        byte[] content = Arrays.copyOfRange(memory, block * BLOCK, (block + 1) * BLOCK);
        if (block % 4 == 3) {
            Arrays.fill(content, 0, 6, (byte) 0);
        }
        return Answers.data(content, Answers.OK);
    }

    private byte[] write(int block, byte[] content) {
        if (content.length != BLOCK) {
            return Answers.status(Answers.WRONG_LENGTH);
        }
        if (block >= BLOCKS) {
            return Answers.status(Answers.NOT_FOUND);
        }
        if (block == 0) {
            return Answers.status(Answers.NOT_ALLOWED);
        }
        if (block / 4 != openSector) {
            return Answers.status(Answers.NOT_AUTHENTICATED);
        }
        System.arraycopy(content, 0, memory, block * BLOCK, BLOCK);
        return Answers.status(Answers.OK);
    }
}
