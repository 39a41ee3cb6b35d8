/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.itests.behaviour.BehaviourTable;
import dev.waitany.itests.behaviour.BehavioursOfThisKernel;
import dev.waitany.itests.differential.Differential;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.boot.GuestSuite;
import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.root.GuestJars;
import dev.waitany.tck.WaitAnyContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The tests of a kernel: the table of behaviours, the contract suite of each strategy that works
 * there, and the comparison of the strategies.
 *
 * <p>An emulated machine runs the same tests with fewer rounds and wider bounds on time. Tests that
 * need the optimizing compiler run in a second JVM, because the others are faster without it.
 *
 * @param line the kernel's release line
 * @param strategies the requested ones; empty for all
 */
public record KernelSuite(KernelVersion line, List<String> strategies) implements GuestSuite {
    private static final String NEEDS_OPTIMIZER = WaitAnyContract.NEEDS_OPTIMIZER;

    private static final int TWO = 2;

    /** Returns the suite of a kernel on which every strategy works. */
    static KernelSuite everything() {
        return new KernelSuite(new KernelVersion(Integer.MAX_VALUE, 0), List.of());
    }

    /** Returns the class path of this JVM without what no suite needs. */
    public static List<Path> classPath() {
        return GuestJars.ofThisJvm("archunit", "commons-", "jackson-", "picocli");
    }

    /** Returns the test classes in order. */
    public List<String> testClasses() {
        List<String> classes = new ArrayList<>();
        classes.add(BehavioursOfThisKernel.class.getName());
        classes.addAll(contracts());
        if (works().size() >= TWO) {
            classes.add(Differential.class.getName());
        }
        return classes;
    }

    @Override
    public List<UnaryOperator<GuestCommand>> emulated() {
        return parts(
                "-Ddev.waitany.tck.scale=0.02",
                "-Ddev.waitany.tck.slowness=6",
                "-Ddev.waitany.itests.scenarios=1");
    }

    @Override
    public List<UnaryOperator<GuestCommand>> here() {
        return parts(
                "-Ddev.waitany.tck.scale=0.2",
                "-Ddev.waitany.tck.slowness=2",
                "-Ddev.waitany.itests.scenarios=5");
    }

    @Override
    public UnaryOperator<GuestCommand> training() {
        return command ->
                all(
                        command.jvmFlags(
                                        "-Ddev.waitany.tck.scale=0.001",
                                        "-Ddev.waitany.itests.scenarios=1")
                                .untagged(NEEDS_OPTIMIZER),
                        everything().testClasses());
    }

    private List<UnaryOperator<GuestCommand>> parts(String... settings) {
        return List.of(
                command ->
                        all(command.jvmFlags(settings), testClasses())
                                .jvmFlags("-XX:TieredStopAtLevel=1")
                                .untagged(NEEDS_OPTIMIZER)
                                .more(),
                command ->
                        all(command.jvmFlags(settings), contracts())
                                .jvmFlags("-XX:-TieredCompilation")
                                .tagged(NEEDS_OPTIMIZER));
    }

    private static GuestCommand all(GuestCommand command, List<String> classes) {
        classes.forEach(command::testClass);
        return command.jvmFlags("-XX:+UseSerialGC", "-Ddev.waitany.countSystemCalls=true");
    }

    private List<String> contracts() {
        return works().stream().map(Contracts::testClass).toList();
    }

    private List<String> works() {
        return BehaviourTable.strategiesThatWork(line).stream()
                .filter(name -> strategies.isEmpty() || strategies.contains(name))
                .toList();
    }
}
