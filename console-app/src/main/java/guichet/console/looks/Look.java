package guichet.console.looks;

/** Light, dark, or what the system says. */
public enum Look {
    /** As the operating system. */
    SYSTEM,
    /** Always light. */
    LIGHT,
    /** Always dark. */
    DARK
}
