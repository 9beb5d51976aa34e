package guichet.nfc.provider;

import guichet.nfc.pcsc.NativePcsc;
import guichet.nfc.pcsc.PcscContext;
import guichet.nfc.pcsc.PcscError;
import guichet.nfc.pcsc.PcscException;
import guichet.nfc.pcsc.PcscService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The smart card service of this computer: our binding if it can be had, else the JDK's provider, else none yet. Which
 * one is decided when a context is first asked for, and asked again as long as there is none: a service installed while
 * the console runs is found.
 */
public final class SystemPcsc implements PcscService {
    private static final Logger LOG = LoggerFactory.getLogger(SystemPcsc.class);

    private volatile @Nullable PcscService found;

    /** Looks for the service and runs the binding once, so that the first tap is not slower than the others. */
    public void warm() {
        try {
            if (find() instanceof NativePcsc binding) {
                binding.warm();
            }
        } catch (PcscException none) {
            LOG.debug("no smart card service to warm: {}", none.getMessage());
        }
    }

    private synchronized PcscService find() throws PcscException {
        PcscService known = found;
        if (known != null) {
            return known;
        }
        PcscService service;
        try {
            service = NativePcsc.load();
        } catch (PcscException notBound) {
            service = JdkPcsc.load().orElseThrow(() -> notBound);
            LOG.warn("readers work through the JDK until the next restart of the service only: {}",
                    notBound.getMessage());
        }
        found = service;
        return service;
    }

    @Override
    public String name() {
        PcscService known = found;
        return known == null ? PcscError.LIBRARY_MISSING.name() : known.name();
    }

    @Override
    public PcscContext establish() throws PcscException {
        return find().establish();
    }

    @Override
    public int openContexts() {
        PcscService known = found;
        return known == null ? 0 : known.openContexts();
    }
}
