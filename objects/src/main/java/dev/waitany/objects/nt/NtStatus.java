/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.nt;

/**
 * The status values that waits and signals have in NT. Source: Microsoft, [MS-ERREF] 2.3.1
 * (NTSTATUS values).
 */
public final class NtStatus {
    /** Object 0 was taken, or all were. Object n is this plus n; also success. */
    public static final int WAIT_0 = 0;

    /** As {@link #WAIT_0}, and the object was an abandoned mutex. */
    public static final int ABANDONED_WAIT_0 = 0x80;

    /** Callbacks ran (user APCs). */
    public static final int USER_APC = 0xc0;

    /** The deadline passed. */
    public static final int TIMEOUT = 0x102;

    /** A handle is closed. */
    public static final int INVALID_HANDLE = 0xc000_0008;

    /** The number of objects, an object of the list, or a number is invalid. */
    public static final int INVALID_PARAMETER = 0xc000_000d;

    /** The object is not of a kind for which the call makes sense. */
    public static final int OBJECT_TYPE_MISMATCH = 0xc000_0024;

    /** The calling thread does not own the mutex. */
    public static final int MUTANT_NOT_OWNED = 0xc000_0046;

    /** The count of the semaphore would exceed its maximum. */
    public static final int SEMAPHORE_LIMIT_EXCEEDED = 0xc000_0047;

    /** The depth of the mutex would exceed its limit. */
    public static final int MUTANT_LIMIT_EXCEEDED = 0xc000_0191;

    private NtStatus() {}

    /** Returns whether the value says that something was taken. */
    public static boolean isTaken(int status) {
        return status >= 0 && status < USER_APC;
    }
}
