/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.abandoned;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.objects.AutoResetEvent;
import dev.waitany.objects.ManualResetEvent;
import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectWaitResult;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 24 to 27, 29, 34 and 73 to 75: owners that end. */
public interface AbandonedMutexCases extends ObjectCases {
    /** Makes a mutex that a thread took and did not unlock before it ended. */
    private Mutex abandonedMutex() throws Exception {
        Mutex mutex = objects().domain().mutex();
        Peer owner = objects().peer("owner");
        taken(owner.call(() -> objects().poll(mutex)), 0);
        owner.end();
        return mutex;
    }

    @Test
    default void case024_killMakesTheMutexAbandoned() throws Exception {
        Mutex mutex = objects().domain().mutex();
        Peer owner = objects().peer("456");
        taken(owner.call(() -> objects().poll(mutex)), 0);
        assertThat(mutex.abandon(owner.thread())).isEqualTo(1);
        assertThat(mutex.isAbandoned()).isTrue();
        assertThat(mutex.depth()).isZero();
    }

    @Test
    default void case025_nextWaitIsToldOnce() throws Exception {
        Mutex mutex = abandonedMutex();
        abandoned(objects().poll(mutex), 0);
        assertThat(mutex.depth()).isEqualTo(1);
        assertThat(mutex.isAbandoned()).isFalse();
        taken(objects().poll(mutex), 0);
    }

    @Test
    default void case026_abandonedTwice() throws Exception {
        Mutex mutex = abandonedMutex();
        Peer next = objects().peer("next");
        abandoned(next.call(() -> objects().poll(mutex)), 0);
        mutex.abandon(next.thread());
        assertThat(mutex.isAbandoned()).isTrue();
        abandoned(objects().poll(mutex), 0);
    }

    @Test
    default void case027_freeMutexIsTaken() throws Exception {
        Mutex mutex = objects().domain().mutex(0);
        taken(objects().poll(mutex), 0);
        assertThat(mutex.owner()).contains(Thread.currentThread());
    }

    @Test
    default void case029_endOfTheOwnerAbandons() throws Exception {
        Mutex mutex = abandonedMutex();
        assertThat(mutex.depth()).isZero();
        assertThat(mutex.isOwned()).isFalse();
        assertThat(mutex.isAbandoned()).isTrue();
        abandoned(objects().poll(mutex), 0);
        assertThat(mutex.depth()).isEqualTo(1);
        assertThat(mutex.isOwned()).isTrue();
        assertThat(mutex.isAbandoned()).isFalse();
    }

    @Test
    default void case034_oneUnlockFreesAMutexThatWasAbandoned() throws Exception {
        Mutex mutex = abandonedMutex();
        abandoned(objects().poll(mutex), 0);
        assertThat(mutex.unlock()).isEqualTo(1);
        assertThat(mutex.depth()).isZero();
        assertThat(mutex.isAbandoned()).isFalse();
        taken(objects().poll(mutex), 0);
    }

    @Test
    default void case073_aSetEventInFrontLeavesTheMutexAbandoned() throws Exception {
        ManualResetEvent event = objects().domain().manualResetEvent(true);
        Mutex mutex = abandonedMutex();
        taken(objects().poll(event, mutex), 0);
        abandoned(objects().poll(mutex), 0);
    }

    @Test
    default void case074_anAbandonedMutexInFront() throws Exception {
        for (int place = 1; place <= 2; place++) {
            Mutex mutex = abandonedMutex();
            ManualResetEvent set = objects().domain().manualResetEvent(true);
            ManualResetEvent unset = objects().domain().manualResetEvent(false);
            abandoned(
                    place == 1
                            ? objects().any(mutex, set, unset)
                            : objects().any(mutex, unset, set),
                    0);
        }
    }

    @Test
    default void case075_endOfTheOwnerEndsABlockedWait() throws Exception {
        Mutex one = objects().domain().mutex();
        Mutex two = objects().domain().mutex();
        AutoResetEvent unset = objects().domain().autoResetEvent(false);
        Peer holder = objects().peer("holder");
        taken(holder.call(() -> objects().pollAll(one, two)), 0);
        Peer waiter = objects().peer("waiter");
        FutureTask<ObjectWaitResult> wait = waiter.start(() -> objects().any(one, two, unset));
        objects().untilWaiting(unset, 1);
        holder.end();
        ObjectWaitResult result = Peer.result(wait);
        assertThat(result.kind()).isEqualTo(ObjectWaitResult.Kind.ABANDONED);
        assertThat(result.index()).isLessThan(2);
        Mutex rest = result.index() == 0 ? two : one;
        abandoned(objects().any(rest), 0);
    }
}
