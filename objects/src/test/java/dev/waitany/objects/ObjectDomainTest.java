/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import static dev.waitany.objects.Conditions.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the numbered cases do not cover. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ObjectDomainTest {
    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void endsOfPlatformAndVirtualThreadsEndWaits(DomainOptions options) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            for (Thread.Builder builder :
                    new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
                CountDownLatch go = new CountDownLatch(1);
                Thread thread = builder.start(() -> awaitQuietly(go));
                ThreadEnd end = domain.threadEnd(thread);
                assertThat(end.isSet()).isFalse();
                FutureTask<ObjectWaitResult> waiter = start(() -> end.await(Deadline.never()));
                until(() -> end.waiters().size() == 1);
                go.countDown();
                assertThat(waiter.get().isTaken()).isTrue();
                assertThat(end.await(Deadline.now()).isTaken()).as("stays set").isTrue();
                assertThatExceptionOfType(UnsignallableException.class)
                        .isThrownBy(() -> domain.signalAndWait(end, end, Deadline.now()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void interruptEndsAWaitAndTakesNothing(DomainOptions options) throws Exception {
        try (ObjectDomain domain = ObjectDomain.open(options)) {
            AutoResetEvent event = domain.autoResetEvent(false);
            FutureTask<ObjectWaitResult> waiter =
                    new FutureTask<>(() -> domain.waitAny(domain.list(event), Deadline.never()));
            Thread thread = Thread.ofPlatform().start(waiter);
            until(() -> event.waiters().size() == 1);
            thread.interrupt();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(waiter::get)
                    .withCauseInstanceOf(InterruptedException.class);
            event.set();
            assertThat(event.isSet()).isTrue();
            assertThat(event.waiters()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.objects.Domains#all")
    void closeOfTheDomainEndsWaits(DomainOptions options) throws Exception {
        ObjectDomain domain = ObjectDomain.open(options);
        AutoResetEvent event = domain.autoResetEvent(false);
        FutureTask<ObjectWaitResult> waiter = start(() -> event.await(Deadline.never()));
        until(() -> event.waiters().size() == 1);
        domain.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiter::get)
                .withCauseInstanceOf(ObjectClosedException.class);
        assertThatExceptionOfType(ObjectClosedException.class).isThrownBy(event::set);
        assertThatExceptionOfType(ObjectClosedException.class)
                .isThrownBy(() -> domain.autoResetEvent(true));
    }

    @Test
    void aMutexHasALargestDepth() throws Exception {
        try (ObjectDomain domain = ObjectDomain.open()) {
            Mutex mutex = domain.mutex(Mutex.MAX_DEPTH);
            AutoResetEvent set = domain.autoResetEvent(true);
            assertThatExceptionOfType(ObjectLimitException.class)
                    .isThrownBy(() -> mutex.await(Deadline.never()));
            assertThatExceptionOfType(ObjectLimitException.class)
                    .isThrownBy(() -> domain.waitAll(domain.list(set, mutex), Deadline.never()));
            assertThat(mutex.depth()).isEqualTo(Mutex.MAX_DEPTH);
            assertThat(set.isSet()).isTrue();
        }
    }

    @Test
    void theLimitOfNtIsAnOption() {
        try (ObjectDomain domain = ObjectDomain.open(DomainOptions.defaults().withNtLimit())) {
            WaitList list = domain.list();
            AutoResetEvent event = domain.autoResetEvent(true);
            for (int i = 0; i < DomainOptions.NT_OBJECTS; i++) {
                list.add(event);
            }
            assertThatExceptionOfType(WaitListException.class)
                    .isThrownBy(() -> list.add(event))
                    .satisfies(
                            refused ->
                                    assertThat(refused.reason())
                                            .isEqualTo(WaitListException.Reason.TOO_MANY));
        }
    }

    @Test
    void aDumpNamesStatesOwnersAndWaiters() throws Exception {
        try (ObjectDomain domain = ObjectDomain.open()) {
            Mutex mutex = domain.named("registry").mutex(1);
            Semaphore jobs = domain.named("jobs").semaphore(0, 8);
            FutureTask<ObjectWaitResult> waiter =
                    new FutureTask<>(
                            () -> domain.waitAny(domain.list(mutex, jobs), Deadline.never()));
            Thread.ofPlatform().name("loader").start(waiter);
            until(() -> jobs.waiters().size() == 1);
            assertThat(domain.dump())
                    .contains(
                            "mutex \"registry\": depth 1, owner "
                                    + Thread.currentThread().getName())
                    .contains("semaphore \"jobs\": 0 of 8; waiting: loader");
            jobs.release();
            waiter.get();
        }
    }

    private static FutureTask<ObjectWaitResult> start(Callable<ObjectWaitResult> wait) {
        FutureTask<ObjectWaitResult> task = new FutureTask<>(wait);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
