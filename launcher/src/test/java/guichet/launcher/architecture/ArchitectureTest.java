package guichet.launcher.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import guichet.domain.trespass.BorrowsAWindow;
import guichet.domain.trespass.CountsInFractions;
import guichet.domain.trespass.KeepsADate;
import guichet.domain.trespass.ReadsTheClock;

/** The arrows between modules and the habits inside them. The launcher sees every module, so it is checked here. */
class ArchitectureTest {

    private static JavaClasses house = new ClassFileImporter().importClasses();

    @BeforeAll
    static void readEveryModule() {
        ImportOption shipped = location -> !location.contains("-tests.jar") && !location.contains("test-classes");
        house = new ClassFileImporter().withImportOption(shipped).importPackages("guichet");
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(List.of("domain", "protocol", "nfc", "slot", "sync", "documents", "desk", "console", "server", "bench",
                "launcher"))
                .allSatisfy(module -> assertThat(house.containPackage("guichet." + module)).as(module).isTrue());
    }

    @ParameterizedTest
    @MethodSource
    void arrowsPointOneWay(ArchRule rule) {
        rule.check(house);
    }

    static List<ArchRule> arrowsPointOneWay() {
        return Rules.arrowsBetweenModules();
    }

    @ParameterizedTest
    @MethodSource
    void nothingGoesInCircles(ArchRule rule) {
        rule.check(house);
    }

    static List<ArchRule> nothingGoesInCircles() {
        return Rules.noCycles();
    }

    @ParameterizedTest
    @MethodSource
    void habitsAreKept(ArchRule rule) {
        rule.check(house);
    }

    static Stream<ArchRule> habitsAreKept() {
        return Stream.of(Rules.DOMAIN_USES_ONLY_THE_JDK, Rules.WINDOWS_ONLY_IN_THE_CONSOLE,
                Rules.PACKAGES_SAY_WHAT_THE_USER_DOES, Rules.NO_CALENDAR, Rules.NO_DATE_IS_KEPT, Rules.NO_DATE_IS_RETURNED,
                Rules.NO_FLOATING_POINT_IN_THE_DOMAIN, Rules.TIME_IS_INJECTED);
    }

    @Test
    void aTrespasserIsFound() {
        found(Rules.arrowOf("domain"), BorrowsAWindow.class);
        found(Rules.DOMAIN_USES_ONLY_THE_JDK, BorrowsAWindow.class);
        found(Rules.NO_FLOATING_POINT_IN_THE_DOMAIN, CountsInFractions.class);
        found(Rules.NO_DATE_IS_KEPT, KeepsADate.class);
        found(Rules.NO_DATE_IS_RETURNED, KeepsADate.class);
        found(Rules.TIME_IS_INJECTED, ReadsTheClock.class);
    }

    private static void found(ArchRule rule, Class<?> trespasser) {
        JavaClasses only = new ClassFileImporter().importClasses(trespasser);
        assertThatThrownBy(() -> rule.check(only)).as(rule.getDescription()).isInstanceOf(AssertionError.class)
                .hasMessageContaining(trespasser.getSimpleName());
    }
}
