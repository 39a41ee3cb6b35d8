/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.in;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static dev.waitany.tck.objects.ObjectsFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waitany.objects.Mutex;
import dev.waitany.objects.NotOwnerException;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectWaitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 16 to 23, 28, and 30 to 33 and 35: mutexes. Owners are threads. */
public interface MutexCases extends ObjectCases {
    /** An owner is the thread that makes the mutex, so only the depth can be wrong. */
    @Test
    default void case016_impossibleDepthsAreRefused() {
        ObjectDomain domain = objects().domain();
        assertThatIllegalArgumentException().isThrownBy(() -> domain.mutex(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> domain.mutex(Mutex.MAX_DEPTH + 1));
    }

    @Test
    default void case017_newMutexReadsAsMade() {
        Mutex mutex = objects().domain().mutex(2);
        assertThat(mutex.depth()).isEqualTo(2);
        assertThat(mutex.owner()).contains(Thread.currentThread());
    }

    /** No call names owner 0. */
    @Test
    default void case018_unlockByAnotherThreadIsRefused() throws Exception {
        Mutex mutex = objects().domain().mutex(2);
        Peer other = objects().peer("456");
        assertThatExceptionOfType(NotOwnerException.class)
                .isThrownBy(() -> other.call(mutex::unlock));
        assertThat(mutex.depth()).isEqualTo(2);
        assertThat(mutex.isOwned()).isTrue();
    }

    @Test
    default void case019_unlockAnswersThePreviousDepth() {
        Mutex mutex = objects().domain().mutex(2);
        assertThat(mutex.unlock()).isEqualTo(2);
        assertThat(mutex.depth()).isEqualTo(1);
        assertThat(mutex.unlock()).isEqualTo(1);
        assertThat(mutex.depth()).isZero();
        assertThat(mutex.owner()).isEmpty();
    }

    @Test
    default void case020_unlockOfAFreeMutexIsRefused() {
        Mutex mutex = objects().domain().mutex();
        assertThatExceptionOfType(NotOwnerException.class).isThrownBy(mutex::unlock);
    }

    @Test
    default void case021_ownerTakesAgain() throws Exception {
        Mutex mutex = objects().domain().mutex();
        taken(objects().poll(mutex), 0);
        assertThat(mutex.depth()).isEqualTo(1);
        taken(objects().poll(mutex), 0);
        assertThat(mutex.depth()).isEqualTo(2);
        assertThat(mutex.unlock()).isEqualTo(2);
        assertThat(mutex.depth()).isEqualTo(1);
    }

    @Test
    default void case022_pollByAnotherThreadTimesOut() throws Exception {
        Mutex mutex = objects().domain().mutex(1);
        timedOut(objects().peer("123").call(() -> objects().poll(mutex)));
        assertThat(mutex.depth()).isEqualTo(1);
        assertThat(mutex.isOwned()).isTrue();
    }

    /** Owner 0 is null here. */
    @Test
    default void case023_abandonForAStrangerIsRefused() {
        Mutex mutex = objects().domain().mutex(1);
        Thread stranger = objects().peer("123").thread();
        assertThatNullPointerException().isThrownBy(() -> mutex.abandon(nobody()));
        assertThatExceptionOfType(NotOwnerException.class)
                .isThrownBy(() -> mutex.abandon(stranger));
        assertThat(mutex.depth()).isEqualTo(1);
        assertThat(mutex.isOwned()).isTrue();
    }

    @SuppressWarnings("NullAway") // what the case is about
    private static Thread nobody() {
        return null;
    }

    /** The count of NT is 1 - depth. */
    @Test
    default void case028_depthTellsTheCountOfNt() throws Exception {
        Mutex mutex = objects().domain().mutex(1);
        assertThat(1 - mutex.depth()).isZero();
        assertThat(mutex.isOwned()).isTrue();
        assertThat(mutex.isAbandoned()).isFalse();
        taken(objects().poll(mutex), 0);
        assertThat(1 - mutex.depth()).isEqualTo(-1);
    }

    @Test
    default void case030_asManyUnlocksAsLocks() throws Exception {
        Mutex mutex = objects().domain().mutex();
        for (int i = 0; i < 3; i++) {
            taken(objects().poll(mutex), 0);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(mutex.unlock()).isEqualTo(3 - i);
        }
        assertThatExceptionOfType(NotOwnerException.class).isThrownBy(mutex::unlock);
    }

    @Test
    default void case031_mutexExcludesOthers() throws Exception {
        Mutex mutex = objects().domain().mutex();
        Peer holder = objects().peer("holder");
        taken(holder.call(() -> objects().poll(mutex)), 0);
        timedOut(objects().poll(mutex));
        timedOut(mutex.await(in(10)));
        assertThat(holder.call(mutex::unlock)).isEqualTo(1);
        taken(objects().poll(mutex), 0);
    }

    @Test
    default void case032_unlockThatLeavesADepthEndsNoWait() throws Exception {
        Mutex mutex = objects().domain().mutex(2);
        FutureTask<ObjectWaitResult> waiter = objects().start("456", () -> objects().any(mutex));
        objects().untilWaiting(mutex, 1);
        assertThat(mutex.unlock()).isEqualTo(2);
        assertThat(mutex.waiters()).hasSize(1);
        assertThat(mutex.isOwned()).isTrue();
        assertThat(mutex.unlock()).isEqualTo(1);
        taken(Peer.result(waiter), 0);
    }

    @Test
    default void case033_oneOfTwoWaitersGetsAFreedMutex() throws Exception {
        Mutex mutex = objects().domain().mutex(1);
        List<FutureTask<ObjectWaitResult>> waiters = new ArrayList<>();
        List<Peer> peers = List.of(objects().peer("123"), objects().peer("456"));
        for (Peer peer : peers) {
            waiters.add(peer.start(() -> objects().any(mutex)));
        }
        objects().untilWaiting(mutex, 2);
        mutex.unlock();
        until(() -> waiters.stream().anyMatch(FutureTask::isDone));
        objects().untilWaiting(mutex, 1);
        int winner = waiters.get(0).isDone() ? 0 : 1;
        assertThat(waiters.get(1 - winner).isDone()).isFalse();
        assertThat(peers.get(winner).call(mutex::unlock)).isEqualTo(1);
        taken(Peer.result(waiters.get(1 - winner)), 0);
    }

    @Test
    default void case035_mutexThatIsOwnedFromTheBeginning() throws Exception {
        Mutex mutex = objects().domain().mutex(1);
        taken(objects().poll(mutex), 0);
        assertThat(mutex.unlock()).isEqualTo(2);
        assertThat(mutex.unlock()).isEqualTo(1);
        assertThat(mutex.depth()).isZero();
    }
}
