/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import dev.waitany.linux.ArenaCounts;
import dev.waitany.linux.Guards;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operations that the kernel has not answered, each in a slot, and the arenas that they need.
 *
 * <p>The user_data of an operation is its slot and a number that counts rounds, so no two rounds
 * have the same: the kernel finds the victim of a timeout or a cancel by it.
 *
 * <pre>
 *   63 | 62            | 61 .. 24 | 23 .. 0
 *   0  | linked timeout | round    | slot
 * </pre>
 */
final class Pending {
    private static final long TIMEOUT = 1L << 62;
    private static final int SLOT_BITS = 24;
    private static final int MOST = 1 << SLOT_BITS;
    private static final long ROUNDS = (1L << (62 - SLOT_BITS)) - 1;

    private @Nullable Operation[] slots = new Operation[16];
    private int[] free = new int[16];
    private int freeSlots;
    private long rounds;
    private final ArenaCounts arenas = new ArenaCounts();

    Pending() {
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

    /** Sees to it that so many operations can be added. */
    void makeRoom(int operations) {
        while (freeSlots < operations) {
            grow();
        }
    }

    /** Takes an operation in, whose round begins with that; there is room for it. */
    void add(Operation operation) {
        int slot = free[--freeSlots];
        slots[slot] = operation;
        rounds = (rounds + 1) & ROUNDS;
        operation.round.begin(rounds << SLOT_BITS | slot);
        Request request = operation.request();
        for (int i = 0; i < request.segments(); i++) {
            arenas.add(request.segment(i));
        }
    }

    void remove(Operation operation) {
        int slot = slot(operation.round.userData());
        slots[slot] = null;
        free[freeSlots++] = slot;
        Request request = operation.request();
        for (int i = 0; i < request.segments(); i++) {
            arenas.remove(request.segment(i));
        }
    }

    /** The operation that a completion is of, or whose linked timeout it is of. */
    Operation of(long userData) {
        long data = userData & ~TIMEOUT;
        Operation operation = data < 0 || slot(data) >= slots.length ? null : slots[slot(data)];
        if (operation == null || operation.round.userData() != data) {
            throw new AssertionError("a completion of nothing: 0x" + Long.toHexString(userData));
        }
        return operation;
    }

    /** One beyond the last slot, for looks at all of them. */
    int slots() {
        return slots.length;
    }

    /** What is in a slot, null if it is free. */
    @Nullable Operation at(int slot) {
        return slots[slot];
    }

    /** Keeps up to eight arenas of pending operations open while a call blocks. */
    Guards guards() {
        return arenas.guards();
    }

    /** Whether none of those is closed. */
    boolean arenasAreOpen() {
        return arenas.areOpen();
    }

    /** Guards the closed ones no longer: no call would be possible. */
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
        slots = Arrays.copyOf(slots, 2 * before);
        free = Arrays.copyOf(free, 2 * before);
        freeFrom(before);
    }

    private void freeFrom(int first) {
        for (int slot = slots.length - 1; slot >= first; slot--) {
            free[freeSlots++] = slot;
        }
    }
}
