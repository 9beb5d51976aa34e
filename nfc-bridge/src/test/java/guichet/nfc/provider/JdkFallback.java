package guichet.nfc.provider;

import guichet.nfc.readers.ReaderEvent;
import guichet.nfc.readers.ReaderMonitor;
import java.io.IOException;
import java.time.InstantSource;

/** A process that reads cards through the JDK's provider and says so, until its input ends. */
final class JdkFallback {
    private JdkFallback() {
    }

    public static void main(String[] arguments) throws IOException {
        JdkPcsc jdk = JdkPcsc.load().orElseThrow();
        try (ReaderMonitor monitor = new ReaderMonitor(jdk, InstantSource.system(), JdkFallback::say)) {
            while (System.in.read() >= 0) {
                System.out.println(monitor.readers().library());
            }
        }
        System.out.println("contexts " + jdk.openContexts());
    }

    private static void say(ReaderEvent event) {
        switch (event) {
            case ReaderEvent.Tapped(var tap) -> System.out.println("tap " + tap.uid() + " " + tap.technology());
            case ReaderEvent.CardGone gone -> System.out.println("gone " + gone.reader());
            default -> {
                return;
            }
        }
    }
}
