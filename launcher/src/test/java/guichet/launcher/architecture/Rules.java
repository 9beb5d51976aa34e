package guichet.launcher.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Every rule with its reason. Modules that still have no classes pass: a rule speaks of what is there. */
final class Rules {

    private Rules() {
    }

    /** Which modules a module may use besides itself. A module not named here (bench, launcher) may use all. */
    private static final Map<String, List<String>> ARROWS = arrows();

    private static Map<String, List<String>> arrows() {
        var arrows = new LinkedHashMap<String, List<String>>();
        arrows.put("domain", List.of());
        arrows.put("protocol", List.of("domain"));
        arrows.put("nfc", List.of("domain"));
        arrows.put("slot", List.of("domain"));
        arrows.put("documents", List.of("domain"));
        arrows.put("sync", List.of("protocol", "domain"));
        arrows.put("server", List.of("protocol", "domain", "documents"));
        arrows.put("desk", List.of("nfc", "slot", "sync", "documents", "protocol", "domain"));
        arrows.put("console", List.of("desk", "domain"));
        return arrows;
    }

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("domain", "both ends must come to the same judgement, so the rulebook knows neither of them"),
            Map.entry("protocol", "bytes on the wire outlive every implementation on either side"),
            Map.entry("nfc", "a card reader must be testable and usable without a desk, a server or a window"),
            Map.entry("slot", "a slot machine line must be testable and usable without a desk, a server or a window"),
            Map.entry("documents", "a receipt is made from records, whoever holds them"),
            Map.entry("sync", "a desk's store talks to any server that speaks the protocol, and needs no device"),
            Map.entry("server", "the server must judge without anything that only a desk has"),
            Map.entry("desk", "use cases must run without a window, as `guichet bridge` does"),
            Map.entry("console",
                    "a screen shows what a use case says; it may see the domain's values, but no device, store or wire"));

    static List<ArchRule> arrowsBetweenModules() {
        return ARROWS.keySet().stream().map(Rules::arrowOf).toList();
    }

    static ArchRule arrowOf(String module) {
        List<String> allowed = ARROWS.getOrDefault(module, List.of());
        var others = describe("other modules than " + allowed,
                (JavaClass used) -> used.getPackageName().startsWith("guichet.") && !within(used, module)
                        && allowed.stream().noneMatch(name -> within(used, name)));
        return noClasses().that().resideInAPackage(everythingIn(module)).should().dependOnClassesThat(others)
                .as(module + " uses only " + allowed).because(REASONS.getOrDefault(module, "")).allowEmptyShould(true);
    }

    static final ArchRule DOMAIN_USES_ONLY_THE_JDK = classes().that().resideInAPackage("guichet.domain..").should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "guichet.domain.."))
            .because("the rulebook must run anywhere and outlive every library").allowEmptyShould(true);

    static final ArchRule WINDOWS_ONLY_IN_THE_CONSOLE = noClasses().that()
            .resideOutsideOfPackages("guichet.console..", "guichet.launcher..", "guichet.bench..").should()
            .dependOnClassesThat(resideInAPackage("javafx..")).because("everything but the screens runs headless")
            .allowEmptyShould(true);

    static final ArchRule PACKAGES_SAY_WHAT_THE_USER_DOES = noClasses().should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..manager..", "..impl..", "..helper..")
            .because("a package is named for what the user does; such names gather what has no home");

    static final ArchRule NO_CALENDAR = noClasses().should().dependOnClassesThat(assignableTo(Calendar.class))
            .because("java.time says which zone it means");

    static final ArchRule NO_DATE_IS_KEPT = noFields().should().haveRawType(assignableTo(Date.class))
            .because("instants are java.time.Instant; a library's Date is turned into one where it is met");

    static final ArchRule NO_DATE_IS_RETURNED = noMethods().should().haveRawReturnType(assignableTo(Date.class))
            .because("instants are java.time.Instant; a library's Date is turned into one where it is met");

    static final ArchRule NO_FLOATING_POINT_IN_THE_DOMAIN = noFields().that()
            .areDeclaredInClassesThat(resideInAPackage("guichet.domain.."))
            .should()
            .haveRawType(describe("floating point",
                    (JavaClass type) -> List.of("double", "float", "java.lang.Double", "java.lang.Float")
                            .contains(type.getBaseComponentType().getName())))
            .because("money, points and meters are whole numbers of their smallest unit").allowEmptyShould(true);

    static final ArchRule TIME_IS_INJECTED = noClasses().that()
            .resideOutsideOfPackages("guichet.launcher..", "guichet.bench..").should()
            .accessTargetWhere(readsTheClock())
            .because("a test must be able to choose the time, and \"today\" is a location's gaming day");

    /** Modules point one way only; so do the features inside each module. */
    static List<ArchRule> noCycles() {
        var modules = slices().matching("guichet.(*)..").should().beFreeOfCycles()
                .because("what goes in a circle cannot be built, read or tested alone").allowEmptyShould(true);
        var features = Arrays
                .stream("domain,protocol,nfc,slot,documents,sync,server,desk,console,bench,launcher".split(",")).map(
                        module -> slices().matching("guichet." + module + ".(*)..").should().beFreeOfCycles().because(
                                "a feature must be readable without the features that use it").allowEmptyShould(true));
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(modules), features).toList();
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
        return describe("reads the clock of the machine", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            if (owner.equals("java.lang.System")) {
                return target.getName().equals("currentTimeMillis");
            }
            if (owner.equals("java.util.Date")) {
                return target instanceof AccessTarget.ConstructorCallTarget made && made.getRawParameterTypes().isEmpty();
            }
            return owner.startsWith("java.time.") && target.getName().equals("now")
                    && target instanceof AccessTarget.CodeUnitAccessTarget called
                    && called.getRawParameterTypes().stream().noneMatch(Rules::isGivenTime);
        });
    }

    private static boolean isGivenTime(JavaClass parameter) {
        return parameter.isAssignableTo(Clock.class) || parameter.isAssignableTo(InstantSource.class);
    }

    private static String everythingIn(String module) {
        return "guichet." + module + "..";
    }

    private static boolean within(JavaClass type, String module) {
        return (type.getPackageName() + ".").startsWith("guichet." + module + ".");
    }
}
