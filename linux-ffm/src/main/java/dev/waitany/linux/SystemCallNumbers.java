/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * The system call numbers that differ between the supported architectures.
 *
 * <p>Calls from number 424 on have the same number on every architecture. Only those are in the
 * generated bindings, which serve all architectures.
 *
 * <p>Source: {@code asm/unistd.h} of x86_64 and aarch64.
 */
record SystemCallNumbers(
        long futex,
        long gettid,
        long tgkill,
        long schedSetaffinity,
        long prctl,
        long clockGettime) {
    static final SystemCallNumbers X86_64 = new SystemCallNumbers(202, 186, 234, 203, 157, 228);
    static final SystemCallNumbers AARCH64 = new SystemCallNumbers(98, 178, 131, 122, 167, 113);

    /** The numbers of this machine's architecture. */
    static final SystemCallNumbers HERE = of(System.getProperty("os.arch"));

    /**
     * Returns the numbers of an architecture.
     *
     * @param architecture a value of the system property {@code os.arch}
     * @throws UnsupportedOperationException if the architecture is not supported
     */
    static SystemCallNumbers of(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> AARCH64;
            default ->
                    throw new UnsupportedOperationException(
                            "WaitAny runs on x86_64 and aarch64, not on "
                                    + architecture
                                    + ": it does not know that architecture's system call numbers");
        };
    }
}
