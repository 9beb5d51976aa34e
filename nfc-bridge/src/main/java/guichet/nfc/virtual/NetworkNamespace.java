package guichet.nfc.virtual;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Opens connections inside another process's network namespace. On Linux a thread can move to one alone (setns), and a
 * socket stays in the namespace of the thread that made it: so a thread goes there, connects, and ends.
 */
final class NetworkNamespace {
    private static final int READ_ONLY = 0;
    private static final int CLONE_NEWNET = 0x4000_0000;

    private final MethodHandle open = bind("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
    private final MethodHandle setns = bind("setns",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private final MethodHandle close = bind("close",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    @SuppressWarnings("restricted")
    private static MethodHandle bind(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    /**
     * Connects to a port of 127.0.0.1 as the process sees it.
     *
     * @throws IOException when the process has gone, nothing listens, or this user may not enter (it takes root)
     */
    SocketChannel connect(long process, int port) throws IOException {
        CompletableFuture<SocketChannel> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("netns-" + process).start(() -> {
            try {
                enter(process);
                byte[] loopback = {127, 0, 0, 1};
                result.complete(
                        SocketChannel.open(new InetSocketAddress(InetAddress.getByAddress(loopback), port)));
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IOException("connecting in the namespace of " + process, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Moves this thread for good. */
    private void enter(long process) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom("/proc/" + process + "/ns/net");
            int namespace = (int) open.invokeExact(path, READ_ONLY);
            if (namespace < 0) {
                throw new IOException("no process " + process);
            }
            int entered = (int) setns.invokeExact(namespace, CLONE_NEWNET);
            int closed = (int) close.invokeExact(namespace);
            if (entered != 0 || closed != 0) {
                throw new IOException("may not enter the namespace of " + process);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException("call into the C library", impossible);
        }
    }
}
