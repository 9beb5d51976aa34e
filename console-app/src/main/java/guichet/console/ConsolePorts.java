package guichet.console;

import guichet.desk.counter.CounterDesk;
import guichet.desk.devices.DevicesDesk;
import guichet.console.platform.DesktopPlatform;
import guichet.desk.review.ReviewDesk;
import guichet.console.settings.PreferencesStore;
import guichet.desk.status.StatusDesk;
import guichet.desk.signin.EnrolmentDesk;
import guichet.desk.signin.SignInDesk;
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
