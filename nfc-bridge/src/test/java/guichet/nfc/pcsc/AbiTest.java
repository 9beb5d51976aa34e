package guichet.nfc.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.nfc.pcsc.PcscCard.Disposition;
import guichet.nfc.pcsc.PcscContext.ShareMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The binding against C libraries built with each system's types, so that layouts are checked by a C compiler and not by
 * our own reading of them. Skipped without gcc on 64-bit Linux.
 */
class AbiTest {

    @TempDir
    private Path directory;

    @Test
    void windowsLayoutsAreThoseOfACompiler() throws Exception {
        everyCallArrivesWhole(Abi.WINDOWS, "WINDOWS");
    }

    @Test
    void macosLayoutsAreThoseOfACompiler() throws Exception {
        everyCallArrivesWhole(Abi.MACOS, "MACOS");
    }

    private void everyCallArrivesWhole(Abi abi, String types) throws Exception {
        NativePcsc pcsc = NativePcsc.load(withLibrary(abi, build(types)));
        try (PcscContext context = pcsc.establish()) {
            assertThat(context.readers()).containsExactly("First 0", "Second 0");
            List<ReaderStatus> unaware = context.readers().stream().map(ReaderStatus::unaware).toList();
            List<ReaderStatus> now = context.waitForChange(unaware, Duration.ofMillis(77));
            Atr atr = Atr.of(HexFormat.of().parseHex(IntStream.range(0, 33)
                    .mapToObj(i -> HexFormat.of().toHexDigits((byte) (0xC0 + i))).reduce("", String::concat)));
            assertThat(now.getFirst()).isEqualTo(new ReaderStatus("First 0", ReaderStatus.PRESENT, 7, atr));
            assertThat(now.getLast())
                    .isEqualTo(new ReaderStatus("Second 0", ReaderStatus.EMPTY, 0xFFFE, Atr.NONE));
            context.cancel();
            PcscCard card = context.connect("Second 0", ShareMode.SHARED);
            assertThat(card.protocol()).isEqualTo(2);
            card.begin();
            assertThat(card.transmit(new byte[]{1, 2, 3})).containsExactly(3, 2, 1, (byte) 0x90, 0);
            card.end();
            assertThat(card.control(0xC2000D48, new byte[]{0x55})).containsExactly((byte) 0xAA);
            card.reconnect(Disposition.RESET);
            assertThat(card.protocol()).isEqualTo(1);
            card.disconnect(Disposition.LEAVE);
            assertThatThrownBy(() -> context.connect("Third 0", ShareMode.SHARED))
                    .isInstanceOfSatisfying(PcscException.class,
                            e -> assertThat(e.error()).isEqualTo(PcscError.INVALID_PARAMETER));
            assertThat(pcsc.openContexts()).isEqualTo(1);
        }
        assertThat(pcsc.openContexts()).isZero();
    }

    private static Abi withLibrary(Abi abi, Path library) {
        return new Abi(abi.dword(), abi.handle(), abi.state(), abi.current(), abi.atr(), abi.atrCapacity(), abi.text(),
                abi.suffix(), abi.control(), abi.plugAndPlay(), abi.directProtocols(), List.of(library.toString()));
    }

    private Path build(String types) throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "built on Linux");
        Path source = directory.resolve("winscard_layouts.c");
        try (InputStream resource = AbiTest.class.getResourceAsStream("winscard_layouts.c")) {
            assertThat(resource).isNotNull();
            Files.copy(resource, source);
        }
        Path library = directory.resolve("lib" + types + ".so");
        try {
            Process gcc = new ProcessBuilder("gcc", "-Wall", "-shared", "-fPIC", "-D" + types, "-o",
                    library.toString(), source.toString()).inheritIO().start();
            assertThat(gcc.waitFor()).isZero();
        } catch (IOException notInstalled) {
            assumeTrue(false, "gcc is not installed");
        }
        return library;
    }

    @Test
    void aMissingLibraryHasItsOwnCode() {
        assertThatThrownBy(() -> NativePcsc.load(withLibrary(Abi.LINUX, Path.of("no-such-library.so"))))
                .isInstanceOfSatisfying(PcscException.class,
                        e -> assertThat(e.error()).isEqualTo(PcscError.LIBRARY_MISSING));
    }

    @Test
    void anIncompleteLibraryIsNoLibrary() {
        assertThatThrownBy(() -> NativePcsc.load(withLibrary(Abi.LINUX, Path.of("libm.so.6"))))
                .isInstanceOfSatisfying(PcscException.class,
                        e -> assertThat(e.error()).isEqualTo(PcscError.LIBRARY_MISSING));
    }

    @Test
    void errorsAreKnownWhicheverWayTheirBitsWereExtended() {
        assertThat(PcscError.of(0x8010001DL)).isEqualTo(PcscError.NO_SERVICE);
        assertThat(PcscError.of(0xFFFFFFFF8010001DL)).isEqualTo(PcscError.NO_SERVICE);
        assertThat(PcscError.of(6)).isEqualTo(PcscError.WINDOWS_INVALID_HANDLE);
        assertThat(PcscError.of(0x80109999L)).isEqualTo(PcscError.UNKNOWN);
        assertThat(PcscError.of(-1)).isEqualTo(PcscError.UNKNOWN);
    }
}
