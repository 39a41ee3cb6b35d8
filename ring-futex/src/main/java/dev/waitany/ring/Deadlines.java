/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending waits that have a deadline on the mono clock, nearest first: a binary heap in which
 * each knows its place, so that one that ends earlier is taken out at once. For the poller.
 */
final class Deadlines {
    /** The place of a wait that is not here. */
    static final int NOWHERE = -1;

    private @Nullable PolledWait[] heap = new PolledWait[16];
    private int size;

    /** Nanoseconds until the nearest; {@link Ring#FOREVER} if there is none. */
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

    /** Takes the nearest out, if it has passed. */
    @Nullable PolledWait takePassed() {
        PolledWait first = heap[0];
        if (first == null || !first.deadline.hasPassed()) {
            return null;
        }
        remove(first);
        return first;
    }

    /** Takes one out, if it is here. */
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

    /** Where it belongs at or below a place; nearer ones on the way move up. */
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

    /** By difference: the mono clock's numbers may wrap. */
    private static boolean isBefore(PolledWait a, PolledWait b) {
        return a.deadline.nanos() - b.deadline.nanos() < 0;
    }
}
