/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Guards;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operations that have not ended, each in a slot, and the arenas that they need.
 *
 * <p>The user_data of an operation's entry is its slot and the number of the attempt. No two
 * attempts have the same, and the kernel finds the target of a timeout or a cancel by it.
 *
 * <pre>
 *   63 | 62             | 61 .. 24 | 23 .. 0
 *   0  | linked timeout | attempt  | slot
 * </pre>
 */
final class PendingOperations {
    private static final long TIMEOUT = 1L << 62;
    private static final int SLOT_BITS = 24;
    private static final int MOST = 1 << SLOT_BITS;
    private static final long ATTEMPTS = (1L << (62 - SLOT_BITS)) - 1;

    private @Nullable Operation[] slots = new Operation[16];
    private int[] free = new int[16];
    private int freeSlots;
    private long attempts;
    private final ArenaCounts arenas = new ArenaCounts();

    PendingOperations() {
        freeFrom(0);
    }

    static long timeoutOf(long userData) {
        return userData | TIMEOUT;
    }

    static boolean isTimeout(long userData) {
        return (userData & TIMEOUT) != 0;
    }

    int size() {
        return slots.length - freeSlots;
    }

    /**
     * Makes room for so many more operations.
     *
     * @throws IllegalStateException if that exceeds 16,777,216
     */
    void makeRoom(int operations) {
        while (freeSlots < operations) {
            grow();
        }
    }

    /** Adds an operation, for which there is room, and begins its attempt. */
    void add(Operation operation) {
        int slot = free[--freeSlots];
        slots[slot] = operation;
        attempts = (attempts + 1) & ATTEMPTS;
        operation.attempt.begin(attempts << SLOT_BITS | slot);
        Request request = operation.request();
        int held = 0;
        try {
            for (; held < request.segments(); held++) {
                arenas.add(request.segment(held));
            }
        } catch (Throwable failure) {
            remove(operation, held);
            throw failure;
        }
    }

    void remove(Operation operation) {
        remove(operation, operation.request().segments());
    }

    private void remove(Operation operation, int held) {
        int slot = slot(operation.attempt.userData());
        slots[slot] = null;
        free[freeSlots++] = slot;
        for (int i = 0; i < held; i++) {
            arenas.remove(operation.request().segment(i));
        }
    }

    /** Returns the operation to which a completion belongs: its entry's or its linked timeout's. */
    Operation of(long userData) {
        long data = userData & ~TIMEOUT;
        Operation operation = data < 0 || slot(data) >= slots.length ? null : slots[slot(data)];
        if (operation == null || operation.attempt.userData() != data) {
            throw new AssertionError("a completion of nothing: 0x" + Long.toHexString(userData));
        }
        return operation;
    }

    /** Returns the number of slots, for iterating with {@link #at}. */
    int slots() {
        return slots.length;
    }

    /** Returns the operation in a slot, null if the slot is free. */
    @Nullable Operation at(int slot) {
        return slots[slot];
    }

    /** Returns what keeps the arenas of pending operations open while a call blocks. */
    Guards guards() {
        return arenas.guards();
    }

    /** Tells whether all of those arenas are open. */
    boolean arenasAreOpen() {
        return arenas.areOpen();
    }

    /** Stops holding closed arenas: with one, every call would be refused. */
    void forgetClosedArenas() {
        arenas.forgetClosed();
    }

    private static int slot(long userData) {
        return (int) userData & (MOST - 1);
    }

    private void grow() {
        int before = slots.length;
        if (before == MOST) {
            throw new IllegalStateException(
                    MOST + " operations are pending, and that is the limit");
        }
        int[] moreFree = Arrays.copyOf(free, 2 * before);
        slots = Arrays.copyOf(slots, 2 * before);
        free = moreFree;
        freeFrom(before);
    }

    private void freeFrom(int first) {
        for (int slot = slots.length - 1; slot >= first; slot--) {
            free[freeSlots++] = slot;
        }
    }
}
