package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.Atr;
import java.util.Arrays;
import java.util.HexFormat;
import javax.smartcardio.CommandAPDU;

/**
 * An NTAG213, 215 or 216 with an empty NDEF message, on a reader that passes native commands in the ACR122U's envelope
 * (FF 00 00 00 .. D4 42). Page protection is not simulated; the originality signature is all zeros, as no genuine chip
 * stands behind it. Source of layout and commands: NXP data sheet NTAG213/215/216.
 */
public final class VirtualNtag implements VirtualCard {
    private static final int PAGE = 4;
    private static final int DIRECT = 0x00;
    private static final HexFormat HEX = HexFormat.of();

    private final Technology technology;
    private final CardUid uid;
    private final byte[] version;
    private final byte[] memory;
    private final int lastUserPage;
    /** A card that refuses a command sleeps until it is powered again. */
    private boolean halted;

    VirtualNtag(Technology technology, CardUid uid) {
        if (uid.hex().length() != 14) {
            throw new IllegalArgumentException("an NTAG21x has a UID of 7 bytes");
        }
        this.technology = technology;
        this.uid = uid;
        int pages;
        String size;
        String storage;
        switch (technology) {
            case NTAG213 -> {
                pages = 45;
                size = "12";
                storage = "0F";
            }
            case NTAG215 -> {
                pages = 135;
                size = "3E";
                storage = "11";
            }
            case NTAG216 -> {
                pages = 231;
                size = "6D";
                storage = "13";
            }
            default -> throw new IllegalArgumentException("not an NTAG21x: " + technology);
        }
        this.version = HEX.parseHex("000404020100" + storage + "03");
        this.memory = new byte[pages * PAGE];
        this.lastUserPage = pages - 6;
        byte[] id = uid.bytes();
        put(0, new byte[]{id[0], id[1], id[2], (byte) (0x88 ^ id[0] ^ id[1] ^ id[2])});
        put(1, Arrays.copyOfRange(id, 3, 7));
        put(2, new byte[]{(byte) (id[3] ^ id[4] ^ id[5] ^ id[6]), 0x48, 0, 0});
        put(3, HEX.parseHex("E110" + size + "00"));
        put(4, HEX.parseHex("0300FE00"));
        put(pages - 5, HEX.parseHex("000000BD"));
        put(pages - 4, HEX.parseHex("040000FF"));
        put(pages - 3, HEX.parseHex("00050000"));
    }

    private void put(int page, byte[] content) {
        System.arraycopy(content, 0, memory, page * PAGE, PAGE);
    }

    @Override
    public CardUid uid() {
        return uid;
    }

    @Override
    public Technology technology() {
        return technology;
    }

    @Override
    public Atr atr() {
        return Answers.storageCard(0x0003);
    }

    @Override
    public synchronized void powerOff() {
        halted = false;
    }

    @Override
    public synchronized byte[] answer(byte[] command) {
        return Answers.parsed(command, this::answer);
    }

    private byte[] answer(CommandAPDU command) {
        if (command.getCLA() != Answers.PSEUDO) {
            return Answers.status(Answers.UNKNOWN_CLASS);
        }
        return switch (command.getINS()) {
            case Answers.GET_DATA -> Answers.getData(command, uid, new byte[0]);
            case DIRECT -> direct(command.getData());
            case Answers.READ -> halted ? Answers.status(Answers.FAILED) : read(command.getP2(), command.getNe());
            case Answers.UPDATE -> halted ? Answers.status(Answers.FAILED) : update(command.getP2(), command.getData());
            default -> Answers.status(Answers.NOT_SUPPORTED);
        };
    }

    private byte[] read(int page, int expected) {
        if (page * PAGE >= memory.length) {
            return Answers.status(Answers.NOT_FOUND);
        }
        return Answers.data(from(page, Math.min(expected, 4 * PAGE)), Answers.OK);
    }

    /** Bytes from a page on; after the last page comes the first again. */
    private byte[] from(int page, int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = memory[(page * PAGE + i) % memory.length];
        }
        return content;
    }

    private byte[] update(int page, byte[] content) {
        if (content.length != PAGE) {
            return Answers.status(Answers.WRONG_LENGTH);
        }
        return write(page, content) ? Answers.status(Answers.OK) : Answers.status(Answers.FAILED);
    }

    /** Lock bytes and capability container can only gain bits; UID pages and what lies behind user memory are fixed. */
    private boolean write(int page, byte[] content) {
        if (page < 2 || page > lastUserPage) {
            return false;
        }
        for (int i = 0; i < PAGE; i++) {
            int at = page * PAGE + i;
            if (page >= 4) {
                memory[at] = content[i];
            } else if (page == 3 || i >= 2) {
                memory[at] |= content[i];
            }
        }
        return true;
    }

    /** The PN532's InCommunicateThru: D4 42 and a command in, D5 43, a result byte and the answer out. */
    private byte[] direct(byte[] envelope) {
        if (envelope.length < 3 || envelope[0] != (byte) 0xD4 || envelope[1] != 0x42) {
            return Answers.status(Answers.NOT_SUPPORTED);
        }
        byte[] answer = halted ? new byte[0] : command(Arrays.copyOfRange(envelope, 2, envelope.length));
        halted |= answer.length == 0;
        byte[] wrapped = new byte[3 + answer.length];
        wrapped[0] = (byte) 0xD5;
        wrapped[1] = 0x43;
        // 01 is the PN532's time-out: a card that refuses is not heard.
        wrapped[2] = (byte) (answer.length == 0 ? 0x01 : 0x00);
        System.arraycopy(answer, 0, wrapped, 3, answer.length);
        return Answers.data(wrapped, Answers.OK);
    }

    /** Native commands; an empty answer is a refusal. */
    private byte[] command(byte[] command) {
        int page = command.length > 1 ? command[1] & 0xFF : 0;
        boolean exists = page * PAGE < memory.length;
        return switch (command[0] & 0xFF) {
            case 0x60 -> version.clone();
            case 0x30 -> command.length == 2 && exists ? from(page, 4 * PAGE) : new byte[0];
            case 0x3A -> command.length == 3 && exists && (command[2] & 0xFF) >= page
                    && (command[2] & 0xFF) * PAGE < memory.length
                            ? from(page, ((command[2] & 0xFF) - page + 1) * PAGE)
                            : new byte[0];
            case 0xA2 -> command.length == 6 && write(page, Arrays.copyOfRange(command, 2, 6))
                    ? new byte[]{0x0A}
                    : new byte[0];
            case 0x3C -> command.length == 2 ? new byte[32] : new byte[0];
            default -> new byte[0];
        };
    }
}
