/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Tests that run elsewhere (in a guest: a virtual machine, a container, a JVM with other rights)
 * and count as tests of the run here.
 *
 * <p>There, {@link dev.waitany.itests.guest.GuestMain} runs test classes on a JUnit launcher and
 * writes each event as one line of text. Here, {@link dev.waitany.itests.guest.GuestEvents} is fed
 * those lines in whatever way they arrive, and {@link dev.waitany.itests.guest.GuestNodes} turns
 * them, as they arrive, into the nodes of a test factory:
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicNode> guest() {
 *     JavaRuntime runtime = JavaRuntime.in(cache); // linked once
 *     List<String> command = new GuestCommand(runtime.java(), classPath)
 *             .jvmFlags("-XX:+UseSerialGC")
 *             .testClass("dev.waitany.itests.suites.ThreadsSuite")
 *             .build();
 *     GuestEvents events = new GuestEvents(Duration.ofMinutes(4));
 *     start(command, events::line, events::lost); // each line of its standard error
 *     return new GuestNodes("seccomp", events).stream();
 * }
 * }
 *
 * <p>The lines go to standard error (or to a file or device, {@code --results}), so that what tests
 * print on standard output stays apart; lines that are no events are left to whoever else wants
 * them. A guest that ends without saying that its tests are over is a failure, which {@code lost}
 * explains.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.itests.guest;
