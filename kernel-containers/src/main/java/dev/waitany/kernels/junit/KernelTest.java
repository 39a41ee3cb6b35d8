/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class, or a test method, in a virtual machine on each of these kernels. Each test is
 * reported once for each kernel.
 *
 * {@snippet :
 * @KernelTest({"6.1", "6.12", "7.3"})
 * class MyTest {
 *     @Test
 *     void works() {}
 * }
 * }
 *
 * <p>On a class, its tests are ordinary tests, and a kernel boots once for all of them. On a
 * method, the annotation replaces {@code @Test}, and a kernel boots for this method alone.
 *
 * <p>The machine has the class path of this JVM, without Testcontainers. Methods of the class run
 * in the machine only, also {@code @BeforeAll} and {@code @AfterEach}. In this JVM the class is
 * only instantiated, so its constructor and its fields should do nothing that needs the kernel.
 *
 * <p>Needs a Docker engine. If none answers, the tests are skipped with the reason; if the
 * environment variable {@code WAITANY_ENGINE} is set, they fail.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@TestTemplate
@ExtendWith(KernelTestExtension.class)
public @interface KernelTest {
    /**
     * The kernels' names, such as {@code 6.12}: see {@link dev.waitany.kernels.Kernel#debian()}.
     */
    String[] value();

    /** The machine's memory in MB; 0 stands for 1024, and for 2048 on aarch64. */
    int memory() default 0;

    /** The machine's number of CPUs. */
    int cpus() default 2;

    /** The seconds after which the machine is ended. Its tests that are not over then fail. */
    int seconds() default 480;

    /** Arguments of the kernel, as {@code "mitigations=off"}. */
    String[] kernelArguments() default {};

    /** Modules to load before the tests, without those that they depend on: {@code "ntsync"}. */
    String[] modules() default {};

    /** Files that the machine gets too, as {@code "path here=/path/there"}. */
    String[] files() default {};

    /** System properties of the machine's JVM, as {@code "name=value"}. */
    String[] properties() default {};
}
