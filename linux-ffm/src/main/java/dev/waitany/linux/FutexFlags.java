/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/** The flags of the newer futex interface (futex_waitv, io_uring); not those of futex(2). */
public final class FutexFlags {
    /** A 32-bit word of this process. */
    public static final int PRIVATE_WORD = LinuxUapi.FUTEX2_SIZE_U32() | LinuxUapi.FUTEX2_PRIVATE();

    /** A 32-bit word that other processes may map. */
    public static final int SHARED_WORD = LinuxUapi.FUTEX2_SIZE_U32();

    private FutexFlags() {}

    public static int of(boolean shared) {
        return shared ? SHARED_WORD : PRIVATE_WORD;
    }
}
