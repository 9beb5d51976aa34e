package guichet.nfc.readers;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader's name. pcsc-lite builds "Base [Interface] (serial) II SS" (II the reader's number, SS its slot), Windows
 * "Base N", macOS the bare base. The numbers change with the port: settings are keyed by {@link #key()}.
 */
public record ReaderName(String full) {
    private static final Pattern PARTS = Pattern.compile(
            "(?<base>.*?)(?: \\[(?<interface>[^\\]]*)\\])?(?: \\((?<serial>[^)]*)\\))?(?: [0-9A-Fa-f]{2} [0-9A-Fa-f]{2}| \\d{1,2})?");
    private static final Pattern WORDS = Pattern.compile("[^A-Z0-9]+");

    /** What a reader or slot is for. */
    public enum Role {
        CONTACTLESS, CONTACT,
        /** A security module inside the reader: always there, never a member's card. */
        SAM, UNKNOWN
    }

    public String base() {
        return part("base");
    }

    /** The serial number in the name; empty when there is none. */
    public String serial() {
        return part("serial");
    }

    /** The name without what depends on the port. */
    public String key() {
        return serial().isEmpty() ? base() : base() + " (" + serial() + ")";
    }

    private String part(String name) {
        Matcher matcher = PARTS.matcher(full);
        String found = matcher.matches() ? matcher.group(name) : full;
        return found == null ? "" : found.strip();
    }

    /** By the last telling word: "ACS ACR1252 1S CL Reader SAM 0" is a SAM slot, though it says CL too. */
    public Role role() {
        Role role = Role.UNKNOWN;
        for (String word : WORDS.split(full.toUpperCase(Locale.ROOT))) {
            role = switch (word) {
                case "PICC", "CL", "CONTACTLESS", "NFC", "RFID" -> Role.CONTACTLESS;
                case "SAM" -> Role.SAM;
                case "ICC", "CONTACT" -> Role.CONTACT;
                default -> role;
            };
        }
        return role;
    }

    /** Whether it passes commands to a PN532 chip in its own envelope. */
    boolean speaksPn532() {
        return full.contains("ACR122");
    }

    @Override
    public String toString() {
        return full;
    }
}
