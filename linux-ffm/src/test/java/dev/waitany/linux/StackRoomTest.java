/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackRoomTest {
    private static final long STACK = 512 << 10; // bytes
    private static final int WARM = 20_001;

    /** Frames of {@link #descend} that fit in what a check leaves. */
    private static final int WORK = 15;

    @Test
    void afterACheckThereIsRoomForTheWork() throws Exception {
        CompletableFuture<Boolean> overflowed = new CompletableFuture<>();
        onSmallStack(() -> overflowed.complete(overflows(new StackRoom(), 0)));
        assertThat(overflowed.get()).as("the work has met the end of the stack").isFalse();
    }

    @Test
    void laterChecksAskForLess() throws Exception {
        StackRoom warm = new StackRoom();
        for (int i = 0; i < WARM; i++) {
            warm.check();
        }
        AtomicInteger first = new AtomicInteger();
        AtomicInteger later = new AtomicInteger();
        int less = 0;
        while (less < 20) { // a compiler may change the frames between the two of a pair
            onSmallStack(() -> later.set(deepest(warm, false)));
            onSmallStack(() -> first.set(deepest(warm, true)));
            less = later.get() > first.get() ? less + 1 : 0;
        }
        assertThat(later.get()).isGreaterThan(first.get());
    }

    /** Checks at each depth until that fails; returns whether the work after a check failed. */
    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static boolean overflows(StackRoom room, int depth) {
        try {
            room.check();
        } catch (StackOverflowError full) {
            return false;
        }
        try {
            descend(WORK, depth);
        } catch (StackOverflowError full) {
            return true;
        }
        return overflows(room, depth + 1);
    }

    /**
     * Returns the depth at which a check fails.
     *
     * @param first whether each check is the first one of its object
     */
    @SuppressWarnings("InfiniteRecursion") // until the stack is full
    private static int deepest(StackRoom warm, boolean first) {
        try {
            (first ? new StackRoom() : warm).check();
            return 1 + deepest(warm, first);
        } catch (StackOverflowError full) {
            return 0;
        }
    }

    private static long descend(int frames, long value) {
        return frames == 0 ? value : 1 + descend(frames - 1, value);
    }

    private static void onSmallStack(Runnable work) throws InterruptedException {
        Thread thread = new Thread(null, work, "small", STACK);
        thread.start();
        thread.join();
    }
}
