package guichet.nfc.provider;

import guichet.nfc.pcsc.PcscService;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import javax.smartcardio.TerminalFactorySpi;
import org.jspecify.annotations.Nullable;

/**
 * javax.smartcardio over a {@link PcscService}, for code that knows only that API. Differences to the JDK's provider:
 * it goes on after the service was restarted; a wait does not hold up other calls; waiting with no reader waits for one;
 * exclusive access belongs to the card object, not to a thread.
 */
public final class PcscProvider extends Provider {
    public static final String NAME = "GuichetPCSC";
    private static final long serialVersionUID = 1L;
    private static final String FACTORY = "TerminalFactory";
    private static final String TYPE = "PC/SC";

    public PcscProvider(PcscService service) {
        super(NAME, "1", "PC/SC by the foreign-function API");
        putService(new Service(this, FACTORY, TYPE, Factory.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Factory(service);
            }
        });
    }

    /** The readers of a service, by the standard API. */
    public static TerminalFactory terminals(PcscService service) {
        try {
            return TerminalFactory.getInstance(TYPE, null, new PcscProvider(service));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("the provider has the one type it has", impossible);
        }
    }

    private static final class Factory extends TerminalFactorySpi {
        private final PcscService service;

        Factory(PcscService service) {
            this.service = service;
        }

        @Override
        protected CardTerminals engineTerminals() {
            return new PcscTerminals(service);
        }
    }
}
