/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The strategy {@code syscall-waitv}: futex_waitv(2). Provided as a service; exports no package.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.syscall {
    requires static org.jspecify;
    requires dev.waitany.api;
    requires dev.waitany.linux;

    provides dev.waitany.spi.Strategy with
            dev.waitany.syscall.SyscallWaitv;
}
