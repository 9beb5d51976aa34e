package guichet.console.platform.attach;

import com.gluonhq.attach.browser.BrowserService;
import com.gluonhq.attach.display.DisplayService;
import com.gluonhq.attach.storage.StorageService;
import guichet.console.platform.DesktopPlatform;
import guichet.console.platform.JdkPlatform;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Through Gluon Attach. Its lifecycle service is not asked to end the program: it would call Platform.exit() with pop-ups open, which
 * kills the process on GTK. Its settings service is not used: it logs values.
 */
public final class AttachPlatform implements DesktopPlatform {
    private static final Logger LOG = LoggerFactory.getLogger(AttachPlatform.class);

    private final DesktopPlatform jdk = new JdkPlatform();

    @Override
    public String name() {
        return "attach";
    }

    @Override
    public Path dataDirectory(String profile) {
        return jdk.dataDirectory(profile);
    }

    @Override
    public Path documentsDirectory() {
        return StorageService.create().flatMap(storage -> storage.getPublicStorage("Documents")).filter(File::isDirectory)
                .map(File::toPath)
                .orElseGet(jdk::documentsDirectory);
    }

    @Override
    public Rectangle2D screen() {
        Rectangle2D usable = jdk.screen();
        Dimension2D whole = DisplayService.create().map(DisplayService::getScreenResolution)
                .orElse(new Dimension2D(usable.getWidth(), usable.getHeight()));
        return new Rectangle2D(usable.getMinX(), usable.getMinY(), Math.min(usable.getWidth(), whole.getWidth()),
                Math.min(usable.getHeight(), whole.getHeight()));
    }

    @Override
    public void browse(String address) {
        BrowserService.create().ifPresentOrElse(browser -> {
            try {
                browser.launchExternalBrowser(address);
            } catch (IOException | URISyntaxException e) {
                LOG.warn("BROWSER_NOT_OPENED {}", address, e);
            }
        }, () -> jdk.browse(address));
    }
}
