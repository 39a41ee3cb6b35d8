/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.waitany.linux.IoUring;
import dev.waitany.linux.Mapping;
import java.util.Set;

/**
 * The layers within the API's module, and the one place from which rings are called.
 *
 * <p>The API's packages depend on each other both ways, as the engine and the SPI are stated in
 * terms of words and sets. So the layers are layers of classes: the front (WaitAny, Admission,
 * ArmedSet) uses the engine, the engine uses the SPI, and all of them use the values.
 */
@AnalyzeClasses(locations = ModuleClasses.class)
class LayersTest {
    private static final String ENGINE = "dev.waitany.engine";
    private static final Set<String> FRONT =
            Set.of(
                    "dev.waitany.WaitAny",
                    "dev.waitany.Admission",
                    "dev.waitany.ArmedSet",
                    "dev.waitany.GrantedAccess");

    private static final DescribedPredicate<JavaClass> IS_FRONT =
            describe("is the front", LayersTest::isFront);

    private static final DescribedPredicate<JavaClass> IS_VALUE =
            resideInAPackage("dev.waitany").and(DescribedPredicate.not(IS_FRONT));

    @ArchTest
    static final ArchRule ENGINE_IS_USED_BY_THE_FRONT_ONLY =
            noClasses()
                    .that(resideInAPackage("dev.waitany..").and(DescribedPredicate.not(IS_FRONT)))
                    .and()
                    .resideOutsideOfPackage(ENGINE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ENGINE);

    @ArchTest
    static final ArchRule ENGINE_DOES_NOT_KNOW_THE_FRONT =
            noClasses().that().resideInAPackage(ENGINE).should().dependOnClassesThat(IS_FRONT);

    @ArchTest
    static final ArchRule VALUES_KNOW_NOTHING_ABOVE =
            noClasses()
                    .that(IS_VALUE)
                    .should()
                    .dependOnClassesThat(
                            IS_FRONT.or(
                                    resideInAnyPackage(
                                            ENGINE,
                                            "dev.waitany.recording",
                                            "dev.waitany.spi",
                                            "dev.waitany.access")));

    /** So that a test can refuse any call of a ring. */
    @ArchTest
    static final ArchRule RINGS_ARE_CALLED_THROUGH_ONE_SEAM =
            noClasses()
                    .that()
                    .resideInAPackage("dev.waitany.ring..")
                    .and()
                    .doNotHaveFullyQualifiedName("dev.waitany.ring.uring.KernelRingCalls")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(IoUring.class, Mapping.class);

    private static boolean isFront(JavaClass type) {
        return FRONT.contains(type.getName())
                || type.getEnclosingClass().map(LayersTest::isFront).orElse(false);
    }
}
