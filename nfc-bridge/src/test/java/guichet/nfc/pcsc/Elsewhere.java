package guichet.nfc.pcsc;

import java.nio.file.Path;

/** A process that lists the readers of the service on the socket it is given. */
final class Elsewhere {
    private Elsewhere() {
    }

    public static void main(String[] arguments) throws PcscException {
        NativePcsc pcsc = NativePcsc.loadOn(Path.of(arguments[0]));
        pcsc.warm();
        try (PcscContext context = pcsc.establish()) {
            System.out.println(context.readers());
        }
        System.out.println("contexts " + pcsc.openContexts());
    }
}
