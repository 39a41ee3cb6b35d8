/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.junit;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.boot.KernelContainer;
import dev.waitany.kernels.boot.KernelSkips;
import dev.waitany.kernels.guest.GuestResults;
import dev.waitany.kernels.root.GuestJars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * One machine that runs a class or a method. It boots when the first result is asked for.
 * Thread-safe.
 */
final class GuestRun implements AutoCloseable {
    private static final String CLASS = "class-template-invocation:";
    private static final String METHOD = "test-template-invocation:";

    private final String kernel;
    private final KernelTest test;
    private final String selector;
    private @Nullable KernelContainer container; // guarded by this, as the following
    private @Nullable GuestResults results;
    private @Nullable RuntimeException unavailable;

    /**
     * @param selector of the class or the method
     */
    GuestRun(String kernel, KernelTest test, String selector) {
        this.kernel = kernel;
        this.test = test;
        this.selector = selector;
    }

    boolean isOfMethod() {
        return selector.contains("#");
    }

    /** Waits for a test of the machine, and ends as it did. */
    void report(String uniqueId, String name) {
        results().report(there(uniqueId), name);
    }

    /** Returns the nodes that a test factory made in the machine, and last the factory itself. */
    Stream<DynamicNode> nodesOf(String factory, String name) {
        GuestResults all = results();
        Stream<DynamicNode> made =
                all.madeBy(there(factory)).stream()
                        .map(
                                test ->
                                        DynamicTest.dynamicTest(
                                                test.name(),
                                                () -> all.report(test.uniqueId(), test.name())));
        return Stream.concat(
                made,
                Stream.of(DynamicTest.dynamicTest("as a whole", () -> report(factory, name))));
    }

    /** Fails if something failed in the machine that no test here has reported. */
    void reportRest() {
        GuestResults begun;
        synchronized (this) {
            begun = results;
        }
        if (begun != null) {
            begun.reportRest();
        }
    }

    @Override
    public synchronized void close() {
        if (container != null) {
            container.close();
            container = null;
        }
    }

    private synchronized GuestResults results() {
        if (unavailable != null) {
            throw unavailable;
        }
        if (results == null) {
            try {
                results = KernelSkips.booting(this::boot);
            } catch (RuntimeException none) {
                unavailable = none; // for every test, and asked for once
                throw none;
            }
        }
        return results;
    }

    private synchronized GuestResults boot() {
        KernelContainer machine =
                new KernelContainer(Kernel.debian(kernel))
                        .withClasspath(GuestJars.ofThisJvm())
                        .withCpus(test.cpus())
                        .withLimit(Duration.ofSeconds(test.seconds()))
                        .withKernelArguments(test.kernelArguments())
                        .withKernelModules(test.modules());
        if (test.memory() > 0) {
            machine.withMemory(test.memory());
        }
        for (String file : test.files()) {
            String[] both = pair(file, "files");
            machine.withGuestFile(Path.of(both[0]), Path.of(both[1]));
        }
        for (String property : test.properties()) {
            String[] both = pair(property, "properties");
            machine.withSystemProperty(both[0], both[1]);
        }
        container = machine;
        return new GuestResults("Linux " + kernel, machine.startTests(selector));
    }

    /** Here an invocation for a kernel has a number. In the machine there is only the first. */
    private String there(String uniqueId) {
        return isOfMethod()
                ? uniqueId.replaceFirst(METHOD + "#\\d+]$", METHOD + "#1]")
                : uniqueId.replaceFirst(CLASS + "#\\d+]", CLASS + "#1]");
    }

    private static String[] pair(String text, String attribute) {
        String[] both = text.split("=", 2);
        if (both.length < 2) {
            throw new IllegalArgumentException(
                    "@KernelTest: one of %s has no \"=\": %s".formatted(attribute, text));
        }
        return both;
    }
}
