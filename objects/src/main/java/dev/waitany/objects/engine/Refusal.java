/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

/** Why an engine refused to change an object. All are negative, and no previous state is. */
public final class Refusal {
    /** The object is closed. */
    public static final int CLOSED = -1;

    /** A semaphore's count would exceed its maximum. */
    public static final int LIMIT = -2;

    /** The mutex does not belong to that owner. */
    public static final int NOT_OWNER = -3;

    private Refusal() {}
}
