/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The flags of a word in the newer futex interface: futex_waitv(2) and io_uring. The older futex(2)
 * has other flags.
 *
 * <p>Source: include/uapi/linux/futex.h, FUTEX2_SIZE_U32 and FUTEX2_PRIVATE.
 */
public final class FutexFlags {
    /** A 32-bit word that only threads of this process use. */
    public static final int PRIVATE_WORD = LinuxUapi.FUTEX2_SIZE_U32() | LinuxUapi.FUTEX2_PRIVATE();

    /** A 32-bit word that other processes may map too. */
    public static final int SHARED_WORD = LinuxUapi.FUTEX2_SIZE_U32();

    private FutexFlags() {}

    /** Returns the flags of a private or a shared word. */
    public static int of(boolean shared) {
        return shared ? SHARED_WORD : PRIVATE_WORD;
    }
}
