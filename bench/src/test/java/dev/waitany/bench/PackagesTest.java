/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies that the package documentation of {@code dev.waitany.bench} states. */
@AnalyzeClasses(
        packages = "dev.waitany.bench",
        importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    private static final int MOST_FILES = 30;

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("dev.waitany.bench..")
                    .layer("main")
                    .definedBy("dev.waitany.bench")
                    .layer("cli")
                    .definedBy("dev.waitany.bench.cli")
                    .layer("report")
                    .definedBy("dev.waitany.bench.report")
                    .layer("chart")
                    .definedBy("dev.waitany.bench.chart")
                    .layer("workload")
                    .definedBy("dev.waitany.bench.workload..")
                    .layer("experiment")
                    .definedBy("dev.waitany.bench.experiment")
                    .layer("study")
                    .definedBy("dev.waitany.bench.study")
                    .layer("yaml")
                    .definedBy("dev.waitany.bench.yaml")
                    .layer("claim")
                    .definedBy("dev.waitany.bench.claim")
                    .layer("measure")
                    .definedBy("dev.waitany.bench.measure")
                    .layer("soak")
                    .definedBy("dev.waitany.bench.soak..")
                    .layer("analysis")
                    .definedBy("dev.waitany.bench.analysis")
                    .layer("results")
                    .definedBy("dev.waitany.bench.results")
                    .layer("strategy")
                    .definedBy("dev.waitany.bench.strategy")
                    .layer("argument")
                    .definedBy("dev.waitany.bench.argument")
                    .layer("environment")
                    .definedBy("dev.waitany.bench.environment")
                    .layer("statistics")
                    .definedBy("dev.waitany.bench.statistics")
                    .layer("jmh")
                    .definedBy("dev.waitany.bench.jmh..")
                    .ensureAllClassesAreContainedInArchitecture()
                    .whereLayer("main")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("jmh")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("cli")
                    .mayOnlyBeAccessedByLayers("main")
                    .whereLayer("report")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("study")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("study")
                    .mayOnlyAccessLayers("chart", "statistics")
                    .whereLayer("chart")
                    .mayOnlyBeAccessedByLayers("report", "study")
                    .whereLayer("chart")
                    .mayOnlyAccessLayers("statistics")
                    .whereLayer("experiment")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("yaml")
                    .mayOnlyBeAccessedByLayers("experiment", "claim")
                    .whereLayer("yaml")
                    .mayOnlyAccessLayers("argument")
                    .whereLayer("claim")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("workload")
                    .mayOnlyBeAccessedByLayers("cli", "experiment")
                    .whereLayer("soak")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("measure")
                    .mayOnlyBeAccessedByLayers(
                            "cli", "report", "workload", "experiment", "analysis", "soak")
                    .whereLayer("analysis")
                    .mayOnlyBeAccessedByLayers("cli", "report", "claim")
                    .whereLayer("results")
                    .mayOnlyBeAccessedByLayers("cli", "report", "analysis", "measure", "claim")
                    .whereLayer("statistics")
                    .mayNotAccessAnyLayer()
                    .whereLayer("strategy")
                    .mayOnlyBeAccessedByLayers("measure", "workload")
                    .whereLayer("strategy")
                    .mayNotAccessAnyLayer()
                    .whereLayer("argument")
                    .mayNotAccessAnyLayer()
                    .whereLayer("environment")
                    .mayNotAccessAnyLayer();

    /**
     * The strategies are found as services, so nothing here depends on the module of one. {@code
     * dev.waitany.ring} is no strategy: it has FutexRing, which the soak disturbs too.
     */
    @ArchTest
    static final ArchRule NO_STRATEGY_IS_NAMED =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.waitany..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    "dev.waitany",
                                                    "dev.waitany.descriptor",
                                                    "dev.waitany.ring",
                                                    "dev.waitany.linux..",
                                                    "dev.waitany.bench..")));

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        assertThat(
                        classes.stream()
                                .filter(JavaClass::isTopLevelClass)
                                .filter(c -> !c.getPackageName().endsWith("jmh_generated"))
                                .collect(groupingBy(JavaClass::getPackageName, counting())))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(
                        (name, count) ->
                                assertThat(count).as(name).isLessThanOrEqualTo(MOST_FILES));
    }
}
