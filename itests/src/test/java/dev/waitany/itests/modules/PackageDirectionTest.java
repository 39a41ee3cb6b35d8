/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Dependencies between packages point one way, in every module. */
@AnalyzeClasses(locations = ModuleClasses.class)
class PackageDirectionTest {
    private static final String RING = "dev.waitany.ring";
    private static final String URING = "dev.waitany.ring.uring..";
    private static final String ENTRIES = "dev.waitany.ring.entries..";
    private static final String STRATEGY = "dev.waitany.ring.strategy..";
    private static final String POLLER = "dev.waitany.ring.poller..";

    private static final Set<String> API =
            Set.of(
                    "dev.waitany.access",
                    "dev.waitany.counted",
                    "dev.waitany.engine",
                    "dev.waitany.recording",
                    "dev.waitany.spi",
                    "dev.waitany.spinning");

    /** The library for other projects. */
    private static final String KERNELS = "dev.waitany.kernels..";

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().assignedFrom(new ByPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RAW_RING_KNOWS_NOTHING_ABOVE =
            noClasses()
                    .that()
                    .resideInAPackage(URING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(RING, ENTRIES, STRATEGY, POLLER);

    @ArchTest
    static final ArchRule ENTRIES_KNOW_THE_RAW_RING_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage(ENTRIES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(RING, STRATEGY, POLLER);

    @ArchTest
    static final ArchRule EXPORTED_RING_KNOWS_THE_RAW_RING_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage(RING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ENTRIES, STRATEGY, POLLER);

    @ArchTest
    static final ArchRule STRATEGIES_AND_POLLERS_DO_NOT_USE_THE_EXPORTED_RING =
            noClasses()
                    .that()
                    .resideInAnyPackage(STRATEGY, POLLER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(RING);

    @ArchTest
    static final ArchRule POLLERS_KNOW_NO_STRATEGY =
            noClasses()
                    .that()
                    .resideInAPackage(POLLER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(STRATEGY);

    @ArchTest
    static final ArchRule KERNEL_CONTAINERS_KNOW_NOTHING_OF_WAITING =
            noClasses()
                    .that()
                    .resideInAPackage(KERNELS)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.waitany..")
                                    .and(resideInAPackage(KERNELS).negate()));

    /**
     * Each package is a slice. The packages of the API's module are one slice, because they are
     * stated in terms of each other, as java.nio.file and its spi are. {@link LayersTest} checks
     * the layers of their classes. The module of stress tests is one slice, because some of its
     * tests are in the packages of what they test.
     */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (!name.startsWith("dev.waitany")) {
                return SliceIdentifier.ignore();
            }
            if (isStressTest(type)) {
                return SliceIdentifier.of("dev.waitany.stress");
            }
            return SliceIdentifier.of(API.contains(name) ? "dev.waitany" : name);
        }

        private static boolean isStressTest(JavaClass type) {
            return type.getSource()
                    .map(source -> source.getUri().getPath().contains("/stress/target/"))
                    .orElse(false); // an array
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
