/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.abandoned;
import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.objects.Mutex;
import dev.waitany.objects.NotOwnerException;
import dev.waitany.objects.Semaphore;
import org.junit.jupiter.api.Test;

/** Cases 56 to 59, 63 and 64: waits for any that take mutexes. */
public interface AnyMutexCases extends ObjectCases {
    @Test
    default void case056_theLowestThatCanBeTaken() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(2, 3);
        Mutex mutex = objects().domain().mutex();
        taken(objects().poll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isEqualTo(1);
        assertThat(mutex.depth()).isZero();
        taken(objects().poll(semaphore, mutex), 0);
        assertThat(semaphore.count()).isZero();
        taken(objects().poll(semaphore, mutex), 1);
        assertThat(mutex.depth()).isEqualTo(1);
    }

    @Test
    default void case057_ownMutexCanAlwaysBeTaken() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        Mutex mutex = objects().domain().mutex(1);
        semaphore.release();
        taken(objects().poll(semaphore, mutex), 0);
        assertThat(mutex.depth()).isEqualTo(1);
        taken(objects().poll(semaphore, mutex), 1);
        assertThat(mutex.depth()).isEqualTo(2);
    }

    @Test
    default void case058_anotherThreadTimesOut() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        Mutex mutex = objects().domain().mutex(2);
        timedOut(objects().peer("456").call(() -> objects().poll(semaphore, mutex)));
        assertThat(semaphore.count()).isZero();
        assertThat(mutex.depth()).isEqualTo(2);
    }

    @Test
    default void case059_deathIsReportedWithTheIndex() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        Mutex mutex = objects().domain().mutex();
        Peer owner = objects().peer("123");
        taken(owner.call(() -> objects().poll(mutex)), 0);
        owner.end();
        abandoned(objects().poll(semaphore, mutex), 1);
        taken(objects().poll(semaphore, mutex), 1);
    }

    @Test
    default void case063_oneOfFourFreeMutexes() throws Exception {
        Mutex[] mutexes = new Mutex[4];
        for (int i = 0; i < 4; i++) {
            mutexes[i] = objects().domain().mutex();
        }
        taken(objects().poll(mutexes), 0);
        for (int i = 1; i < 4; i++) {
            assertThatExceptionOfType(NotOwnerException.class).isThrownBy(mutexes[i]::unlock);
        }
        assertThat(mutexes[0].unlock()).isEqualTo(1);
    }

    @Test
    default void case064_ownMutexInFront() throws Exception {
        Mutex[] mutexes = new Mutex[4];
        for (int i = 0; i < 4; i++) {
            mutexes[i] = objects().domain().mutex(i == 0 || i == 3 ? 1 : 0);
        }
        taken(objects().poll(mutexes), 0);
        assertThat(mutexes[0].depth()).isEqualTo(2);
    }
}
