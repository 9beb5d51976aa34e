package guichet.nfc.pcsc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's own PC/SC library (libpcsclite, winscard.dll, PCSC.framework), bound without native code of ours. */
public final class NativePcsc implements PcscService {
    private static final Logger LOG = LoggerFactory.getLogger(NativePcsc.class);

    private final Abi abi;
    private final Winscard winscard;
    private final String name;
    private final AtomicInteger open = new AtomicInteger();

    private NativePcsc(Abi abi, Winscard winscard, String name) {
        this.abi = abi;
        this.winscard = winscard;
        this.name = name;
    }

    /**
     * Binds the library of this operating system. The library stays loaded as long as the process.
     *
     * @throws PcscException LIBRARY_MISSING, when it is not installed or not complete
     */
    public static NativePcsc load() throws PcscException {
        return load(Abi.here());
    }

    /**
     * Like {@link #load()}, with libpcsclite sent to another socket than the system's: a stand-in or a private pcscd.
     * libpcsclite reads the name once, on first use in the process, so this comes before any other PC/SC call.
     */
    public static NativePcsc loadOn(Path socket) throws PcscException {
        setEnvironment("PCSCLITE_CSOCK_NAME", socket.toString());
        return load();
    }

    @SuppressWarnings("restricted")
    static NativePcsc load(Abi abi) throws PcscException {
        String missing = "no PC/SC library";
        for (String candidate : abi.libraries()) {
            try {
                SymbolLookup library = SymbolLookup.libraryLookup(candidate, Arena.global());
                return new NativePcsc(abi, new Winscard(library, abi), candidate);
            } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException notThisOne) {
                missing = candidate + " (" + notThisOne.getMessage() + ")";
            }
        }
        throw new PcscException(PcscError.LIBRARY_MISSING, missing);
    }

    /**
     * Runs each path of the binding once, so that the first tap does not pay for it (measured: 6 to 60 ms). Errors
     * are expected here and mean nothing.
     */
    public void warm() {
        try (PcscContext context = establish()) {
            context.readers();
            context.connect("warming up", PcscContext.ShareMode.SHARED).close();
        } catch (PcscException expected) {
            LOG.debug("PC/SC binding warmed: {}", expected.getMessage());
        }
        try (Arena arena = Arena.ofConfined()) {
            NativeCard.dummy(winscard, arena);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PcscContext establish() throws PcscException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = arena.allocate(8, 8);
            long result = winscard.establish(handle);
            if (result != 0) {
                throw new PcscException(result, "SCardEstablishContext");
            }
            open.incrementAndGet();
            return new NativeContext(abi, winscard, abi.handle(handle), open::decrementAndGet);
        }
    }

    @Override
    public int openContexts() {
        return open.get();
    }

    /** Java cannot change its own environment; C can, and libpcsclite asks C. */
    @SuppressWarnings("restricted")
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"), FunctionDescriptor
                .of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (result != 0) {
                throw new IllegalArgumentException("setenv " + name);
            }
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("setenv", impossible);
        }
    }
}
