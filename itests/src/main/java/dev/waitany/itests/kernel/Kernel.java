/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kernel to run tests on: one of Debian's in a machine of its own, or this machine's.
 *
 * @param name what to ask for it by: its release line, or {@code host}
 * @param suites of Debian's archive that have its package, in order; none for this machine's own
 */
public record Kernel(String name, List<String> suites) {
    private static final String HOST = "host";

    /** The table of kernels. To add one, add a line here and look at the table of behaviours. */
    private static final List<Kernel> DEBIAN =
            List.of(
                    new Kernel("5.10", List.of("bullseye-security", "bullseye")),
                    new Kernel("6.1", List.of("bookworm-security", "bookworm")),
                    new Kernel("6.12", List.of("trixie-security", "trixie")),
                    new Kernel("6.18", List.of("trixie-backports")),
                    new Kernel("7.3", List.of("trixie-backports")));

    private static final Kernel OF_THIS_MACHINE = new Kernel(HOST, List.of());

    /**
     * One of Debian's kernels that tests know.
     *
     * @param line its release line, {@code 6.12}
     * @throws UnknownKernelException naming those there are
     */
    public static Kernel debian(String line) {
        return named(DEBIAN, line);
    }

    /** Debian's kernels that tests know, oldest first. */
    public static List<Kernel> debian() {
        return DEBIAN;
    }

    /** The kernel of this machine; tests run on it without a machine of their own. */
    public static Kernel host() {
        return OF_THIS_MACHINE;
    }

    /**
     * Any of them by its name.
     *
     * @throws UnknownKernelException naming those there are
     */
    public static Kernel named(String name) {
        return named(all(), name);
    }

    /** All of them, oldest first, this machine's last. */
    public static List<Kernel> all() {
        return Stream.concat(DEBIAN.stream(), Stream.of(OF_THIS_MACHINE)).toList();
    }

    /** Whether it is this machine's. */
    public boolean isHost() {
        return name.equals(HOST);
    }

    /** Its release line. */
    public KernelVersion version() {
        return isHost() ? KernelVersion.ofThisMachine() : KernelVersion.of(name);
    }

    private static Kernel named(List<Kernel> among, String name) {
        return among.stream()
                .filter(kernel -> kernel.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownKernelException(name, among));
    }
}
