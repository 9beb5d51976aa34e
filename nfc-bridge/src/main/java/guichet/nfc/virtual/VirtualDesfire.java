package guichet.nfc.virtual;

import guichet.nfc.cards.CardUid;
import guichet.nfc.cards.Technology;
import guichet.nfc.pcsc.Atr;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.smartcardio.CommandAPDU;

/**
 * The shell of a MIFARE DESFire: tells its version, has no applications and no keys to authenticate with. Commands in
 * ISO wrapping (90 .. 00), status 91 xx.
 */
public final class VirtualDesfire implements VirtualCard {
    private static final byte[] HISTORICAL = {(byte) 0x80};
    private static final int NATIVE = 0x90;
    private static final int DONE = 0x9100;
    private static final int ILLEGAL_COMMAND = 0x911C;
    private static final int PARAMETER = 0x919E;
    private static final int NO_APPLICATION = 0x91A0;
    private static final int AUTHENTICATION = 0x91AE;
    private static final int MORE = 0x91AF;

    private final Technology technology;
    private final CardUid uid;
    private final List<byte[]> version;
    /** The frames still to be fetched with 90 AF. */
    private List<byte[]> pending = List.of();

    VirtualDesfire(Technology technology, CardUid uid) {
        if (uid.hex().length() != 14 && !uid.isRandom()) {
            throw new IllegalArgumentException("a DESFire has a UID of 7 bytes, or a random one of 4");
        }
        this.technology = technology;
        this.uid = uid;
        String hardware;
        String software;
        switch (technology) {
            case DESFIRE_EV1 -> {
                hardware = "04010101001805";
                software = "04010101041805";
            }
            case DESFIRE_EV2 -> {
                hardware = "04010112001805";
                software = "04010102011805";
            }
            case DESFIRE_EV3 -> {
                hardware = "04010133001805";
                software = "04010103001805";
            }
            default -> throw new IllegalArgumentException("not a DESFire EV1, EV2 or EV3: " + technology);
        }
        HexFormat hex = HexFormat.of();
        // With a random UID the card shows its own here as zeros.
        String identity = uid.isRandom() ? "00000000000000" : uid.hex();
        version = List.of(hex.parseHex(hardware), hex.parseHex(software), hex.parseHex(identity + "BA345678901024"));
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
        return new Atr("3B8180018080");
    }

    @Override
    public synchronized void powerOff() {
        pending = List.of();
    }

    @Override
    public synchronized byte[] answer(byte[] command) {
        return Answers.parsed(command, this::answer);
    }

    private byte[] answer(CommandAPDU command) {
        if (command.getCLA() == Answers.PSEUDO) {
            return command.getINS() == Answers.GET_DATA
                    ? Answers.getData(command, uid, HISTORICAL)
                    : Answers.status(Answers.NOT_SUPPORTED);
        }
        if (command.getCLA() != NATIVE) {
            return Answers.status(Answers.UNKNOWN_CLASS);
        }
        if (command.getINS() == 0xAF) {
            return pending.isEmpty() ? Answers.status(ILLEGAL_COMMAND) : next();
        }
        pending = List.of();
        return switch (command.getINS()) {
            case 0x60 -> {
                pending = version;
                yield next();
            }
            case 0x6A -> Answers.status(DONE);
            case 0x5A -> select(command.getData());
            case 0x6E -> Answers.data(new byte[]{0x00, 0x1E, 0x00}, DONE);
            case 0x51, 0xCA -> Answers.status(AUTHENTICATION);
            default -> Answers.status(ILLEGAL_COMMAND);
        };
    }

    private byte[] next() {
        byte[] frame = pending.getFirst();
        pending = pending.subList(1, pending.size());
        return Answers.data(frame, pending.isEmpty() ? DONE : MORE);
    }

    /** Application 0 is the card itself; there is no other. */
    private static byte[] select(byte[] application) {
        if (application.length != 3) {
            return Answers.status(PARAMETER);
        }
        return Answers.status(Arrays.equals(application, new byte[3]) ? DONE : NO_APPLICATION);
    }
}
