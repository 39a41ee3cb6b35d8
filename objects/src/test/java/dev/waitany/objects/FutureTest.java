/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static dev.waitany.objects.Conditions.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FutureTest {
    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void futureGetsTheResultAndTheMutexIsTheCallers(DomainOptions options) {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            AutoResetEvent event = domain.autoResetEvent(false);
            Mutex mutex = domain.mutex();
            WaitList list = domain.list(event, mutex);
            CompletableFuture<ObjectWaitResult> all = domain.waitAllAsync(list, Deadline.never());
            list.clear(); // free as soon as the call has returned
            event.set();
            assertThat(all.join().kind()).isEqualTo(ObjectWaitResult.Kind.OBJECT);
            assertThat(mutex.isOwned()).isTrue();
            assertThat(mutex.unlock()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void cancelEndsTheWaitAndLosesNothing(DomainOptions options) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            Semaphore semaphore = domain.semaphore(0, Integer.MAX_VALUE);
            for (int i = 0; i < 200; i++) {
                CompletableFuture<ObjectWaitResult> future =
                        domain.waitAnyAsync(domain.list(semaphore), Deadline.never());
                if (i % 2 == 0) {
                    until(() -> semaphore.waiters().size() == 1);
                }
                semaphore.release();
                future.cancel(true);
                if (future.isCancelled()) {
                    // What the wait had taken, or still takes, comes back.
                    assertThat(semaphore.await(Deadline.never()).isTaken()).isTrue();
                }
                assertThat(semaphore.count()).isZero();
                until(() -> semaphore.waiters().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void closeFailsTheFuture(DomainOptions options) {
        ObjectDomain domain = ObjectDomain.open(options);
        AutoResetEvent event = domain.autoResetEvent(false);
        CompletableFuture<ObjectWaitResult> future =
                domain.waitAnyAsync(domain.list(event), Deadline.never());
        until(() -> event.waiters().size() == 1);
        domain.close();
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ObjectClosedException.class);
    }
}
