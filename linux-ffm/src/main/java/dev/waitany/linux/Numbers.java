/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * System call numbers of one architecture, where they differ between those we know; the newer calls
 * (from 424 on) have one number everywhere and are read from the generated bindings.
 *
 * <p>Source: asm/unistd.h of both; the x86_64 ones are compared with the C headers by a test.
 */
record Numbers(long futex, long gettid, long tgkill, long schedSetaffinity, long prctl) {
    static final Numbers X86_64 = new Numbers(202, 186, 234, 203, 157);
    static final Numbers AARCH64 = new Numbers(98, 178, 131, 122, 167);

    /** This machine's. */
    static final Numbers HERE = of(System.getProperty("os.arch"));

    static Numbers of(String architecture) {
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
