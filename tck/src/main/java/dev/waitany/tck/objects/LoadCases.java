/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.WaitList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cases 117 and 118: many threads. */
public interface LoadCases extends ObjectCases {
    @Test
    default void case117_aCounterUnderAMutex() throws Exception {
        ManualResetEvent start = objects().domain().manualResetEvent(false);
        Mutex mutex = objects().domain().mutex();
        int rounds = 10_000;
        int[] counter = new int[1];
        List<FutureTask<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    objects()
                            .start(
                                    "counter " + i,
                                    () -> {
                                        taken(objects().any(start), 0);
                                        WaitList list = objects().domain().list(mutex);
                                        for (int k = 0; k < rounds; k++) {
                                            objects().domain().waitAny(list, Deadline.never());
                                            counter[0]++;
                                            mutex.unlock();
                                        }
                                        return true;
                                    }));
        }
        objects().untilWaiting(start, 4);
        start.set();
        for (FutureTask<Boolean> thread : threads) {
            assertThat(Peer.result(thread)).isTrue();
        }
        assertThat(counter[0]).isEqualTo(4 * rounds);
        assertThat(mutex.depth()).isZero();
    }

    @Test
    default void case118_aBatonAmongSixtyFourThreads() throws Exception {
        int threads = 64;
        int rounds = 4;
        ManualResetEvent shutdown = objects().domain().manualResetEvent(false);
        AutoResetEvent[] turns = new AutoResetEvent[threads];
        for (int i = 0; i < threads; i++) {
            turns[i] = objects().domain().autoResetEvent(false);
        }
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger passes = new AtomicInteger();
        List<FutureTask<Boolean>> runners = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            AutoResetEvent mine = turns[i];
            AutoResetEvent next = turns[(i + 1) % threads];
            runners.add(
                    objects()
                            .start(
                                    "runner " + i,
                                    () -> {
                                        while (objects().any(mine, shutdown).index() == 0) {
                                            most.accumulateAndGet(
                                                    inside.incrementAndGet(), Math::max);
                                            boolean last =
                                                    passes.incrementAndGet() == threads * rounds;
                                            inside.decrementAndGet();
                                            if (last) {
                                                shutdown.set();
                                            } else {
                                                next.set();
                                            }
                                        }
                                        return true;
                                    }));
        }
        turns[0].set();
        for (FutureTask<Boolean> runner : runners) {
            assertThat(Peer.result(runner)).isTrue();
        }
        assertThat(most).hasValue(1);
        assertThat(passes).hasValue(threads * rounds);
    }
}
