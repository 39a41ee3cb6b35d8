/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import java.util.List;
import java.util.stream.Stream;

/**
 * A kernel to run tests on: one of Debian's in a virtual machine, or that of this machine.
 *
 * @param name its release line; with {@code -rt} for PREEMPT_RT, and with {@code -arm64} or {@code
 *     -arm64-16k} for aarch64 with pages of 4 or 16 KiB; or {@code host}
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
     * Returns one of Debian's kernels.
     *
     * @param name its release line, as {@code 6.12}, or that of a variant, as {@code 6.12-rt}
     * @throws UnknownKernelException naming those there are
     */
    public static Kernel debian(String name) {
        return named(DEBIAN, name);
    }

    /** Returns Debian's kernels, oldest first, without their variants. */
    public static List<Kernel> debian() {
        return DEBIAN;
    }

    /** Returns the kernel of this machine, which needs no virtual machine. */
    public static Kernel host() {
        return OF_THIS_MACHINE;
    }

    /**
     * Returns the kernel with that name.
     *
     * @throws UnknownKernelException naming those there are
     */
    public static Kernel named(String name) {
        return named(all(), name);
    }

    /** Returns all kernels, oldest first, this machine's last. */
    public static List<Kernel> all() {
        return Stream.concat(DEBIAN.stream(), Stream.of(OF_THIS_MACHINE)).toList();
    }

    /** Returns which build of its line it is. */
    public Variant variant() {
        return Variant.of(name);
    }

    /** Tells whether it is this machine's. */
    public boolean isHost() {
        return name.equals(HOST);
    }

    /** Returns its release line. */
    public KernelVersion version() {
        return isHost() ? KernelVersion.ofThisMachine() : KernelVersion.of(name);
    }

    private Stream<Kernel> withVariants() {
        return isHost()
                ? Stream.of(this)
                : Stream.of(Variant.values())
                        .map(variant -> new Kernel(name + variant.suffix(), suites));
    }

    private static Kernel named(List<Kernel> among, String name) {
        return among.stream()
                .flatMap(Kernel::withVariants)
                .filter(kernel -> kernel.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownKernelException(name, among));
    }
}
