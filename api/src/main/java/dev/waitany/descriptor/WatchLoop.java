/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import dev.waitany.linux.CallState;
import dev.waitany.linux.Errno;
import dev.waitany.linux.descriptor.EpollEvents;
import java.util.concurrent.locks.LockSupport;

/**
 * The work of a watcher's thread: it tells the events of descriptors to their words.
 *
 * <p>Epoll does not tell that a descriptor was closed. So the loop looks at all armed descriptors
 * every 250 ms. It does so more rarely, up to every 2 s, if that would take more than a thousandth
 * of a processor.
 */
final class WatchLoop implements Runnable {
    private static final int TICK = 250; // ms
    private static final long BETWEEN_CHECKS = TICK * 1_000_000L; // ns
    private static final long CHECK_SHARE = 1000;
    private static final long MOST_BETWEEN_CHECKS = 2_000_000_000L; // ns
    private static final int UNUSED_TICKS = 20; // 5 s
    private static final int BATCH = 64;
    private static final int MOST_FAILURES = 8;
    private static final long PAUSE = 2_000_000; // ns after a failure

    private final DescriptorWatcher watcher;
    private final Epoll epoll;
    private final CallState state = CallState.allocate();
    private final EpollEvents events = new EpollEvents(BATCH);
    private long nextCheck = System.nanoTime() + BETWEEN_CHECKS;
    private int unusedTicks;
    private int failures; // in a row

    WatchLoop(DescriptorWatcher watcher, Epoll epoll) {
        this.watcher = watcher;
        this.epoll = epoll;
    }

    @Override
    public void run() {
        String failure = "";
        boolean over = false;
        while (!over) { // whatever is thrown: the words must not go unwatched, nor their waits on
            try {
                if (failure.isEmpty()) {
                    failure = turn();
                    failures = 0;
                    unusedTicks = watcher.isUnused() ? unusedTicks + 1 : 0;
                    over = watcher.mayEnd(unusedTicks >= UNUSED_TICKS);
                } else {
                    watcher.fail("the thread that watches descriptors has failed: " + failure);
                    over = true;
                }
            } catch (OutOfMemoryError noMemory) {
                LockSupport.parkNanos(PAUSE); // until there is some
            } catch (Throwable again) {
                failures++;
                failure = failures < MOST_FAILURES ? failure : again.toString();
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /** Waits once, and tells what came. Returns why epoll cannot be used any more, else "". */
    private String turn() {
        int count = epoll.await(state, events, TICK);
        if (count < 0 && count != -Errno.EINTR) {
            return "epoll_pwait(2): " + Errno.name(count);
        }
        for (int i = 0; i < count; i++) {
            long data = events.data(i);
            if (data != Epoll.DOORBELL) {
                DescriptorWord word = watcher.at((int) data);
                if (word != null) {
                    word.tell((int) (data >>> Integer.SIZE), events.events(i));
                }
            }
        }
        long now = System.nanoTime();
        if (now - nextCheck >= 0) {
            check();
            long end = System.nanoTime();
            nextCheck =
                    end
                            + Math.clamp(
                                    CHECK_SHARE * (end - now), BETWEEN_CHECKS, MOST_BETWEEN_CHECKS);
        }
        return "";
    }

    private void check() {
        for (int slot = 0; slot < watcher.slots(); slot++) {
            DescriptorWord word = watcher.at(slot);
            if (word != null) {
                word.check();
            }
        }
    }
}
