/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;

/** Which classes may depend on which, and make native calls. */
@AnalyzeClasses(packages = "dev.waitany", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "dev.waitany";
    private static final String SPI = "dev.waitany.spi";
    private static final String ENGINE = "dev.waitany.engine";
    private static final String ACCESS = "dev.waitany.access";
    private static final String RING = "dev.waitany.ring";
    private static final String LINUX = "dev.waitany.linux..";

    /** The root packages of the strategies' modules. */
    private static final List<String> STRATEGIES = List.of("ring", "syscall", "emulation");

    private static final String[] BACKENDS =
            STRATEGIES.stream().map("dev.waitany.%s.."::formatted).toArray(String[]::new);

    private static final DescribedPredicate<JavaClass> LIBRARIES =
            resideInAnyPackage(API, SPI, ENGINE, ACCESS, LINUX).or(resideInAnyPackage(BACKENDS));

    @ArchTest
    static final ArchRule API_KNOWS_NO_BACKEND =
            noClasses()
                    .that()
                    .resideInAnyPackage(API, SPI, ENGINE, ACCESS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(BACKENDS);

    @ArchTest
    static final ArchRule BACKENDS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("dev.waitany.(%s)..".formatted(String.join("|", STRATEGIES)))
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule SYSTEM_CALLS_KNOW_NOTHING_ABOVE =
            noClasses()
                    .that()
                    .resideInAPackage(LINUX)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.waitany..")
                                    .and(resideInAPackage(LINUX).negate()));

    @ArchTest
    static final ArchRule NO_LIBRARY_KNOWS_ITS_TESTS =
            noClasses()
                    .that(LIBRARIES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.waitany.tck..", "dev.waitany.bench..", "org.junit..");

    @ArchTest
    static final ArchRule NATIVE_CALLS_ARE_MADE_IN_ONE_MODULE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(LINUX, "dev.waitany.bench..", "dev.waitany.itests..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Linker.class, SymbolLookup.class);

    @ArchTest
    static final ArchRule MEMORY_IS_REINTERPRETED_IN_ONE_MODULE =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(LINUX, "dev.waitany.bench..")
                    .should()
                    .callMethodWhere(
                            describe(
                                    "MemorySegment.reinterpret is called",
                                    (JavaAccess<?> call) ->
                                            call.getName().equals("reinterpret")
                                                    && call.getTargetOwner()
                                                            .isEquivalentTo(MemorySegment.class)));

    /** Generated bindings can trace their calls on standard output, when a property says so. */
    @ArchTest
    static final ArchRule LIBRARIES_PRINT_NOTHING =
            noClasses()
                    .that(LIBRARIES.and(resideInAPackage("dev.waitany.linux.uapi..").negate()))
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule PUBLIC_METHODS_SHOW_EXPORTED_TYPES_ONLY =
            codeUnits()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat(
                            resideInAnyPackage(API, SPI, RING)
                                    .and(describe("are public", ArchitectureTest::isReachable)))
                    .should(showTypes());

    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
    }

    private static ArchCondition<JavaCodeUnit> showTypes() {
        DescribedPredicate<JavaClass> hidden =
                resideInAPackage("dev.waitany..")
                        .and(
                                resideInAnyPackage(API, SPI, RING)
                                        .and(describe("public", ArchitectureTest::isReachable))
                                        .negate());
        return new ArchCondition<>("show exported types only") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                unit.getAllInvolvedRawTypes().stream()
                        .filter(hidden)
                        .forEach(
                                type ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        unit,
                                                        unit.getFullName()
                                                                + " shows "
                                                                + type.getName())));
            }
        };
    }
}
