package guichet.console;

import guichet.console.counter.CounterDesk;
import guichet.console.devices.DevicesDesk;
import guichet.console.platform.DesktopPlatform;
import guichet.console.review.ReviewDesk;
import guichet.console.settings.PreferencesStore;
import guichet.console.shell.StatusDesk;
import guichet.console.signin.EnrolmentDesk;
import guichet.console.signin.SignInDesk;
import java.time.InstantSource;

/**
 * Everything a console stands on.
 *
 * @param release closes the desk; called once, after the last screen is gone
 */
public record ConsolePorts(EnrolmentDesk enrolment, SignInDesk signIn, StatusDesk status, CounterDesk counter, ReviewDesk review,
        DevicesDesk devices,
        PreferencesStore preferences, DesktopPlatform platform, InstantSource clock, Runnable release) {
}
