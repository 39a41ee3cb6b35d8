/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waitany.spi.StrategyAccess;
import dev.waitany.spi.SurplusWakes;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which threads complete futures, and what dependents may do there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FutureThreadsTest {
    private static final InheritableThreadLocal<@Nullable String> REQUEST =
            new InheritableThreadLocal<>();

    private final Arena arena = Arena.ofShared();
    private final PendingBackend pending = new PendingBackend();
    private final WaitAny waitAny = StrategyAccess.open("pending", pending);

    @AfterEach
    void free() {
        waitAny.close();
        arena.close();
    }

    @Test
    void futureIsDoneWhileTheCommonPoolIsBusy() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try {
            for (int i = 0; i < 4 * ForkJoinPool.getCommonPoolParallelism() + 4; i++) {
                ForkJoinPool.commonPool()
                        .execute(
                                () -> {
                                    try {
                                        release.await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
            }
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(set(), Deadline.never());
            pending.begun.take().end(0);
            assertThat(future.get(20, TimeUnit.SECONDS).index()).isZero();
        } finally {
            release.countDown();
        }
    }

    @Test
    void waitOfACompletedFutureEndsBeforeItsDependentsRun() throws Exception {
        WaitSet set = set();
        CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
        CompletableFuture<WaitResult> freed =
                future.thenApply(
                        result -> {
                            set.expect(0, 5); // throws while a wait uses the set
                            return result;
                        });
        PendingBackend.Begun wait = pending.begun.take();
        assertThat(future.complete(WaitResult.of(WaitResult.Kind.CHANGED, 0))).isTrue();
        assertThat(freed.get(20, TimeUnit.SECONDS).kind()).isEqualTo(WaitResult.Kind.CHANGED);
        wait.end(0); // too late, and for nobody
        assertThat(future.get().kind()).isEqualTo(WaitResult.Kind.CHANGED);
        assertThat(future.complete(WaitResult.of(WaitResult.Kind.WOKEN, 0))).isFalse();
    }

    @Test
    void waitOfAFailedFutureEndsBeforeItsDependentsRun() throws Exception {
        WaitSet set = set();
        CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
        CompletableFuture<Integer> freed =
                future.handle(
                        (_, _) -> {
                            set.expect(0, 5);
                            return 0;
                        });
        assertThat(future.completeExceptionally(new IllegalArgumentException("mine"))).isTrue();
        assertThat(freed.get(20, TimeUnit.SECONDS)).isZero();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(future::join)
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyNumberOfDependentsMayBlock() throws Exception {
        int count = 200;
        CyclicBarrier all = new CyclicBarrier(count); // passes only if all are blocked at a time
        List<CompletableFuture<Integer>> dependents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dependents.add(waitAny.awaitAsync(set(), Deadline.never()).thenApply(_ -> passed(all)));
        }
        for (int i = 0; i < count; i++) {
            pending.begun.take().end(0);
        }
        for (CompletableFuture<Integer> dependent : dependents) {
            assertThat(dependent.get(30, TimeUnit.SECONDS)).isNotNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dependentMayCloseTheWaitAny(boolean isPending) throws Exception {
        ScriptedBackend blocking = new ScriptedBackend().script((_, _) -> 0);
        WaitAny closed = isPending ? waitAny : StrategyAccess.open("blocking", blocking);
        CountDownLatch added = new CountDownLatch(1);
        if (!isPending) {
            blocking.script(
                    (_, _) -> {
                        passed(added);
                        return 0;
                    });
        }
        CompletableFuture<Void> dependent =
                closed.awaitAsync(set(), Deadline.never()).thenAccept(_ -> closed.close());
        added.countDown();
        if (isPending) {
            pending.begun.take().end(0);
        }
        dependent.get(20, TimeUnit.SECONDS);
        assertThat(closed).hasToString("WaitAny(" + closed.name() + ", closed)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void completingThreadInheritsNothingFromTheCaller(boolean isPending) throws Exception {
        CountDownLatch added = new CountDownLatch(1);
        ScriptedBackend blocking =
                new ScriptedBackend()
                        .script(
                                (_, _) -> {
                                    passed(added);
                                    return 0;
                                });
        AtomicReference<Thread> completing = new AtomicReference<>();
        AtomicReference<String> inherited = new AtomicReference<>("not called");
        ClassLoader loader = new ClassLoader() {};
        ThreadGroup group = new ThreadGroup("application");
        try (WaitAny any = isPending ? waitAny : StrategyAccess.open("blocking", blocking)) {
            AtomicReference<CompletableFuture<Void>> dependent = new AtomicReference<>();
            Thread caller =
                    new Thread(
                            group,
                            () -> {
                                REQUEST.set("a request");
                                Thread.currentThread().setContextClassLoader(loader);
                                dependent.set(
                                        any.awaitAsync(set(), Deadline.never())
                                                .thenAccept(
                                                        _ -> {
                                                            completing.set(Thread.currentThread());
                                                            inherited.set(REQUEST.get());
                                                        }));
                            });
            caller.start();
            caller.join();
            added.countDown();
            if (isPending) {
                pending.begun.take().end(0);
            }
            dependent.get().get(20, TimeUnit.SECONDS);
        }
        Thread thread = completing.get();
        assertThat(thread).isNotNull();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(inherited.get()).isNull();
        assertThat(thread.getContextClassLoader()).isNotSameAs(loader);
        assertThat(group.activeCount()).isZero();
    }

    @Test
    void pendingWaitThatFailsForwardsWhatItConsumed() throws Exception {
        FutexWord first = FutexWord.allocate(arena);
        FutexWord second = FutexWord.allocate(arena);
        WaitSet set = WaitSet.of(first, second).surplus(Surplus.REPORT);
        for (boolean virtual : new boolean[] {false, true}) {
            CompletableFuture<WaitResult> future =
                    virtual ? onVirtualThread(set) : waitAny.awaitAsync(set, Deadline.never());
            PendingBackend.Begun wait = pending.begun.take();
            try (QueuedThread queued = QueuedThread.on(second, FutexWord.ANY_BIT)) {
                SurplusWakes consumed = new SurplusWakes();
                consumed.add(1);
                wait.fail(new InternalError("as the test says"), consumed);
                queued.assertWoken();
            }
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(future::join)
                    .withRootCauseInstanceOf(InternalError.class);
            assertThat(set.expect(0, 0).size()).as("the set is free").isEqualTo(2);
        }
    }

    @Test
    void waitThatCannotBeginLeavesItsSetFreeWhateverIsThrown() throws Exception {
        WaitSet set = set();
        pending.refuse(new StackOverflowError("as the test says"));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> waitAny.awaitAsync(set, Deadline.never()));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> onVirtualThread(set).join())
                    .withRootCauseInstanceOf(StackOverflowError.class);
        }
        assertThat(set.expect(0, 0).size()).isEqualTo(1);
    }

    @Test
    void everyWayToCompleteAFutureEndsItsWait() throws Exception {
        List<Consumer<CompletableFuture<WaitResult>>> ways =
                List.of(
                        future -> future.completeAsync(() -> WaitResult.TIMED_OUT),
                        future -> future.obtrudeValue(WaitResult.TIMED_OUT),
                        future -> future.obtrudeException(new IllegalStateException()),
                        future -> future.complete(WaitResult.TIMED_OUT),
                        future -> future.orTimeout(1, TimeUnit.MILLISECONDS),
                        future -> future.completeOnTimeout(null, 1, TimeUnit.MILLISECONDS),
                        future -> future.cancel(false));
        for (Consumer<CompletableFuture<WaitResult>> way : ways) {
            WaitSet set = set();
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(set, Deadline.never());
            way.accept(future);
            future.handle((_, _) -> true).join();
            assertThat(untilFree(set)).as("the set is free").isTrue();
        }
    }

    private CompletableFuture<WaitResult> onVirtualThread(WaitSet set) {
        CompletableFuture<WaitResult> answer = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        answer.complete(waitAny.await(set, Deadline.never()));
                    } catch (Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                });
        return answer;
    }

    private static boolean untilFree(WaitSet set) {
        while (true) { // the test's time limit ends this
            try {
                set.expect(0, 0);
                return true;
            } catch (IllegalStateException inUse) {
                Thread.onSpinWait();
            }
        }
    }

    private WaitSet set() {
        return WaitSet.of(FutexWord.allocate(arena));
    }

    private static int passed(CyclicBarrier barrier) {
        try {
            return barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void passed(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
