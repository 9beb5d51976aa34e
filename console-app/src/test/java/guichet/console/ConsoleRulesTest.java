package guichet.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "guichet.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ConsoleRulesTest {
    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_NODE = noClasses().that().haveSimpleNameEndingWith("ViewModel").should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "atlantafx..", "org.controlsfx..")
            .because("a view model is tested without a toolkit");

    @ArchTest
    static final ArchRule ATTACH_STAYS_BEHIND_ITS_PORT = noClasses().that()
            .resideOutsideOfPackage("guichet.console.platform.attach").should()
            .dependOnClassesThat().resideInAnyPackage("com.gluonhq..").because("-Pno-attach builds without it");

    @ArchTest
    static final ArchRule ONE_WAY_TO_END = noClasses().that().doNotHaveFullyQualifiedName("guichet.console.Shutdown").should()
            .callMethod(javafx.application.Platform.class, "exit")
            .because("Platform.exit() with a pop-up open crashes inside GTK");

    @ArchTest
    static final ArchRule NO_FLOATING_POINT_NEAR_MONEY = noClasses().that().resideInAPackage("guichet.console.words").should()
            .dependOnClassesThat().haveFullyQualifiedName("java.lang.Double").because("money is whole minor units");
}
