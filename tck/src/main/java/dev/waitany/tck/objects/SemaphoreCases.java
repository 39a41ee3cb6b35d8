/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import static dev.waitany.tck.objects.ObjectsFixture.taken;
import static dev.waitany.tck.objects.ObjectsFixture.timedOut;
import static dev.waitany.tck.objects.ObjectsFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.objects.Mutex;
import dev.waitany.objects.ObjectDomain;
import dev.waitany.objects.ObjectLimitException;
import dev.waitany.objects.ObjectWaitResult;
import dev.waitany.objects.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Cases 1 to 15: semaphores. */
public interface SemaphoreCases extends ObjectCases {
    @Test
    default void case001_countAboveMaximumIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> objects().domain().semaphore(3, 2));
    }

    @Test
    default void case002_newSemaphoreReadsAsMade() {
        Semaphore semaphore = objects().domain().semaphore(2, 2);
        assertThat(semaphore.count()).isEqualTo(2);
        assertThat(semaphore.maximum()).isEqualTo(2);
    }

    @Test
    default void case003_releaseAboveMaximumIsRefused() {
        Semaphore semaphore = objects().domain().semaphore(2, 2);
        assertThatExceptionOfType(ObjectLimitException.class).isThrownBy(semaphore::release);
        assertThat(semaphore.count()).isEqualTo(2);
    }

    @Test
    default void case004_pollsTakeOneEach() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(2, 2);
        taken(objects().poll(semaphore), 0);
        assertThat(semaphore.count()).isEqualTo(1);
        taken(objects().poll(semaphore), 0);
        assertThat(semaphore.count()).isZero();
        timedOut(objects().poll(semaphore));
        assertThat(semaphore.count()).isZero();
    }

    @Test
    default void case005_releaseIsAllOrNothing() {
        Semaphore semaphore = objects().domain().semaphore(0, 2);
        assertThatExceptionOfType(ObjectLimitException.class)
                .isThrownBy(() -> semaphore.release(3));
        assertThat(semaphore.count()).isZero();
    }

    @Test
    default void case006_releaseAnswersThePreviousCount() {
        Semaphore semaphore = objects().domain().semaphore(0, 2);
        assertThat(semaphore.release(2)).isZero();
        assertThat(semaphore.count()).isEqualTo(2);
    }

    @Test
    default void case007_takeThenReleaseUpToTheMaximum() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(1, 2);
        taken(objects().poll(semaphore), 0);
        assertThat(semaphore.release()).isZero();
        assertThat(semaphore.release()).isEqualTo(1);
        assertThatExceptionOfType(ObjectLimitException.class).isThrownBy(semaphore::release);
        assertThat(semaphore.count()).isEqualTo(2);
    }

    @Test
    default void case008_previousCountsComeInOrder() {
        Semaphore semaphore = objects().domain().semaphore(0, 10);
        for (int i = 0; i < 10; i++) {
            assertThat(semaphore.release()).isEqualTo(i);
        }
    }

    @Test
    default void case009_impossibleReleasesAreRefused() {
        Semaphore semaphore = objects().domain().semaphore(0, 10);
        assertThatExceptionOfType(ObjectLimitException.class)
                .isThrownBy(() -> semaphore.release(11));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(0));
        assertThat(semaphore.count()).isZero();
    }

    @Test
    default void case010_limitsOfNewSemaphores() {
        ObjectDomain domain = objects().domain();
        assertThatIllegalArgumentException().isThrownBy(() -> domain.semaphore(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> domain.semaphore(0, 0));
        int most = Integer.MAX_VALUE;
        int[][] valid = {{0, 1}, {1, 1}, {1, 2}, {0, most}, {most, most}};
        for (int[] each : valid) {
            Semaphore semaphore = domain.semaphore(each[0], each[1]);
            assertThat(semaphore.count()).isEqualTo(each[0]);
            assertThat(semaphore.maximum()).isEqualTo(each[1]);
        }
    }

    @Test
    default void case011_aCountOfFiveServesFivePolls() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(5, 5);
        for (int i = 0; i < 5; i++) {
            taken(objects().poll(semaphore), 0);
        }
        timedOut(objects().poll(semaphore));
    }

    @Test
    default void case012_whatIsReleasedCanBeTaken() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, Integer.MAX_VALUE);
        for (int k = 1; k <= 4; k++) {
            timedOut(objects().poll(semaphore));
            if (k % 2 == 1) {
                assertThat(semaphore.release(k)).isZero();
            } else {
                for (int i = 0; i < k; i++) {
                    assertThat(semaphore.release()).isEqualTo(i);
                }
            }
            for (int i = 0; i < k; i++) {
                taken(objects().poll(semaphore), 0);
            }
            timedOut(objects().poll(semaphore));
        }
    }

    @Test
    default void case013_releaseServesTheBlockedWaiter() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 3);
        Mutex mutex = objects().domain().mutex(1);
        FutureTask<ObjectWaitResult> waiter =
                objects().start("waiter", () -> objects().any(semaphore, mutex));
        objects().untilWaiting(semaphore, 1);
        objects().untilWaiting(mutex, 1);
        assertThat(semaphore.release()).isZero();
        if (objects().handsOff()) {
            assertThat(semaphore.count()).as("straight after").isZero();
        }
        taken(Peer.result(waiter), 0);
        assertThat(semaphore.count()).isZero();
    }

    @Test
    default void case014_oneReleaseEndsOneOfTwoWaits() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 2);
        List<FutureTask<ObjectWaitResult>> waiters = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiters.add(objects().start("waiter " + i, () -> objects().any(semaphore)));
        }
        objects().untilWaiting(semaphore, 2);
        semaphore.release();
        until(() -> waiters.stream().anyMatch(FutureTask::isDone));
        assertThat(semaphore.count()).isZero();
        objects().untilWaiting(semaphore, 1);
        assertThat(waiters.stream().filter(FutureTask::isDone)).hasSize(1);
        semaphore.release();
        for (FutureTask<ObjectWaitResult> waiter : waiters) {
            taken(Peer.result(waiter), 0);
        }
    }

    @Test
    default void case015_aConsumerGetsWhatAProducerReleases() throws Exception {
        Semaphore semaphore = objects().domain().semaphore(0, 5);
        FutureTask<Boolean> consumer =
                objects()
                        .start(
                                "consumer",
                                () -> {
                                    for (int i = 0; i < 5; i++) {
                                        taken(objects().any(semaphore), 0);
                                    }
                                    timedOut(objects().poll(semaphore));
                                    return true;
                                });
        for (int i = 0; i < 5; i++) {
            semaphore.release();
        }
        assertThat(Peer.result(consumer)).isTrue();
    }
}
