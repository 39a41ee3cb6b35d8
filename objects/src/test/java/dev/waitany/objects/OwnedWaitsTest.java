/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static dev.waitany.objects.Conditions.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several waits for one owner of mutexes, and owners that have ended. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OwnedWaitsTest {
    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void allWaitsOfAnOwnerGetItsMutex(DomainOptions options) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            Mutex mutex = domain.mutex(1);
            AutoResetEvent event = domain.autoResetEvent(true);
            FutureTask<Integer> other =
                    start(
                            () -> {
                                CompletableFuture<ObjectWaitResult> any =
                                        domain.waitAnyAsync(domain.list(mutex), Deadline.never());
                                CompletableFuture<ObjectWaitResult> all =
                                        domain.waitAllAsync(
                                                domain.list(event, mutex), Deadline.never());
                                until(() -> mutex.waiters().size() == 2);
                                mutex.await(Deadline.never());
                                any.join();
                                all.join();
                                return mutex.depth();
                            });
            until(() -> mutex.waiters().size() == 3);
            mutex.unlock();
            assertThat(other.get()).isEqualTo(3);
        }
    }

    /** The mutex of a wait for all is given to an owner that has ended, with others queued. */
    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void aSignalGoesOnAfterItHasServedAnOwnerThatHasEnded(DomainOptions options) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            Semaphore semaphore = domain.semaphore(0, 10);
            Mutex mutex = domain.mutex();
            ManualResetEvent never = domain.manualResetEvent(false);
            FutureTask<CompletableFuture<ObjectWaitResult>> asking =
                    new FutureTask<>(
                            () ->
                                    domain.waitAllAsync(
                                            domain.list(semaphore, mutex), Deadline.never()));
            Thread asker = Thread.ofPlatform().start(asking);
            CompletableFuture<ObjectWaitResult> ended = asking.get();
            asker.join();
            until(() -> semaphore.waiters().size() == 1);
            CompletableFuture<ObjectWaitResult> queued =
                    domain.waitAllAsync(domain.list(mutex, never), Deadline.never());
            FutureTask<ObjectWaitResult> last = start(() -> semaphore.await(Deadline.never()));
            until(() -> semaphore.waiters().size() == 2 && mutex.waiters().size() == 2);
            semaphore.release(2);
            assertThat(ended.join().isTaken()).isTrue();
            assertThat(last.get().isTaken()).isTrue();
            assertThat(semaphore.count()).isZero();
            until(mutex::isAbandoned);
            never.set();
            assertThat(queued.join().isAbandoned()).isTrue();
            assertThat(mutex.unlock()).isEqualTo(1);
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }
}
