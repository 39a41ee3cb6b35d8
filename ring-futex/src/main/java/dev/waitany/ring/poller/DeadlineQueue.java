/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.poller;

import dev.waitany.ring.uring.Ring;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending waits that have a monotonic deadline, nearest first.
 *
 * <p>It is a binary heap in which each wait knows its place, so removing one takes O(log n). Used
 * by the poller's thread only.
 */
final class DeadlineQueue {
    /** The place of a wait that is not in the queue. */
    static final int NOWHERE = -1;

    private @Nullable PolledWait[] heap = new PolledWait[16];
    private int size;

    /** Returns the nanoseconds until the nearest deadline, {@link Ring#FOREVER} for none. */
    long remaining() {
        PolledWait first = heap[0];
        return first == null ? Ring.FOREVER : first.deadline.remaining();
    }

    void add(PolledWait wait) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        up(wait, size++);
    }

    /** Removes and returns the nearest wait if its deadline has passed, else returns null. */
    @Nullable PolledWait takePassed() {
        PolledWait first = heap[0];
        if (first == null || !first.deadline.hasPassed()) {
            return null;
        }
        remove(first);
        return first;
    }

    /** Removes a wait, if it is in the queue. */
    void remove(PolledWait wait) {
        int place = wait.place;
        if (place == NOWHERE) {
            return;
        }
        wait.place = NOWHERE;
        PolledWait last = heap[--size];
        heap[size] = null;
        if (last != null && last != wait) {
            up(last, down(last, place));
        }
    }

    private void up(PolledWait wait, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / 2;
            PolledWait above = heap[parent];
            if (above == null || !isBefore(wait, above)) {
                break;
            }
            put(above, place);
            place = parent;
        }
        put(wait, place);
    }

    /** Returns the place for the wait at or below a place, and moves nearer ones up. */
    private int down(PolledWait wait, int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            PolledWait below = child < size ? heap[child] : null;
            PolledWait other = child + 1 < size ? heap[child + 1] : null;
            if (below != null && other != null && isBefore(other, below)) {
                below = other;
                child++;
            }
            if (below == null || !isBefore(below, wait)) {
                return place;
            }
            put(below, place);
            place = child;
        }
    }

    private void put(PolledWait wait, int place) {
        heap[place] = wait;
        wait.place = place;
    }

    /** Compares by difference, as the values of System.nanoTime() may wrap. */
    private static boolean isBefore(PolledWait a, PolledWait b) {
        return a.deadline.nanos() - b.deadline.nanos() < 0;
    }
}
