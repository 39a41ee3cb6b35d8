/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Tests that run in a guest (a virtual machine, a container, a JVM with other rights) and are
 * reported by the run here.
 *
 * <p>In the guest, {@link dev.waitany.kernels.guest.GuestMain} runs test classes on a JUnit
 * launcher and writes each event as one line of text. Here, {@link
 * dev.waitany.kernels.guest.GuestEvents} takes those lines, and {@link
 * dev.waitany.kernels.guest.GuestNodes} turns them into the nodes of a test factory:
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
 * <p>The lines go to standard error (or to a file or device, {@code --results}), so that they do
 * not mix with what tests print on standard output. Other lines are ignored. If a guest ends before
 * its tests are over, the run fails with the reason given to {@code lost}.
 */
@org.jspecify.annotations.NullMarked
package dev.waitany.kernels.guest;
