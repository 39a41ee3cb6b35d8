/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.Semaphore;
import dev.waitany.objects.WaitList;
import dev.waitany.tck.fixture.AllocatedBytes;
import dev.waitany.tck.rules.GarbageRules;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waits and signals make no garbage in steady state. Not one of the numbered cases. */
public interface GarbageCases extends ObjectCases {
    /** Lists are refilled for each wait, and no wait blocks. */
    @Test
    @Tag(GarbageRules.NEEDS_OPTIMIZER)
    default void garbage_refilledLists() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        Semaphore semaphore = objects().domain().semaphore(0, 10);
        Mutex mutex = objects().domain().mutex();
        WaitList list = objects().domain().list();
        Deadline now = Deadline.now();
        AllocatedBytes.assertNone(
                AllocatedBytes.LONGEST,
                5_000,
                () -> {
                    list.clear();
                    list.add(event).add(semaphore);
                    event.set();
                    objects().domain().waitAny(list, now);
                    event.set();
                    semaphore.release();
                    objects().domain().waitAll(list, now);
                    mutex.await(now);
                    mutex.unlock();
                },
                "signals and waits that find what they wait for");
    }

    /** The waits queue themselves, and mostly block. */
    @Test
    @Tag(GarbageRules.NEEDS_OPTIMIZER)
    default void garbage_blockedWaits() throws Exception {
        AutoResetEvent event = objects().domain().autoResetEvent(false);
        WaitList list = objects().domain().list(objects().domain().semaphore(0, 1), event);
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<Boolean> setter =
                objects()
                        .start(
                                "setter",
                                () -> {
                                    while (!over.get()) {
                                        event.set();
                                        Thread.onSpinWait();
                                    }
                                    return true;
                                });
        AllocatedBytes.assertNone(
                AllocatedBytes.LONGEST,
                2_000,
                () -> objects().domain().waitAny(list, Deadline.never()),
                "waits that a signal ends");
        over.set(true);
        Peer.result(setter);
    }
}
