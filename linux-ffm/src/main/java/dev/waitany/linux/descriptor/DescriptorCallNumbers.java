/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux.descriptor;

/**
 * The numbers of the system calls of this package that differ between the supported architectures.
 *
 * <p>Source: {@code asm/unistd.h} of x86_64, and {@code asm-generic/unistd.h}, which aarch64 uses.
 */
record DescriptorCallNumbers(
        long read,
        long write,
        long epollCreate,
        long epollControl,
        long epollWait,
        long eventfd,
        long timerfdCreate,
        long timerfdSettime) {
    /** The same number on every architecture. */
    static final long PIDFD_OPEN = 434;

    static final DescriptorCallNumbers X86_64 =
            new DescriptorCallNumbers(0, 1, 291, 233, 281, 290, 283, 286);
    static final DescriptorCallNumbers AARCH64 =
            new DescriptorCallNumbers(63, 64, 20, 21, 22, 19, 85, 86);

    /** The numbers of this machine's architecture. */
    static final DescriptorCallNumbers HERE = of(System.getProperty("os.arch"));

    /**
     * Returns the numbers of an architecture.
     *
     * @param architecture a value of the system property {@code os.arch}
     * @throws UnsupportedOperationException if the architecture is not supported
     */
    static DescriptorCallNumbers of(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                    throw new UnsupportedOperationException(
                            "WaitAny knows the system call numbers of x86_64 and aarch64, not of "
                                    + architecture);
        };
    }
}
