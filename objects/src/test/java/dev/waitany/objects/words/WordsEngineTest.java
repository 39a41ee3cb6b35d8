/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.Deadline;
import dev.waitany.Spin;
import dev.waitany.objects.clock.AlarmClock;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Refusal;
import dev.waitany.objects.engine.Spec;
import dev.waitany.objects.engine.WaitCode;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WordsEngineTest {
    private static final int REFUSALS = 3;
    private static final int PAUSES = 200;

    @Test
    void locksOfSeveralObjectsAreNotHeldWhileOneIsAwaited() throws Exception {
        try (AlarmClock alarms = new AlarmClock("test");
                WordsEngine engine = new WordsEngine(true, Spin.none(), alarms)) {
            WordObject first = make(engine, Kind.AUTO_EVENT, 1);
            WordObject second = make(engine, Kind.AUTO_EVENT, 1);
            long seen = second.lock();
            FutureTask<Integer> locker =
                    new FutureTask<>(
                            () -> {
                                WordObject[] both = {first, second};
                                AllLocks.lock(both, 2);
                                second.unlock(second.word());
                                first.unlock(first.word());
                                return 0;
                            });
            Thread.ofPlatform().daemon().start(locker);
            for (int i = 0; i < 3; i++) {
                until(() -> (first.word() & ObjectWord.LOCKED) != 0);
                until(() -> (first.word() & ObjectWord.LOCKED) == 0);
            }
            second.unlock(seen);
            assertThat(locker.get()).isZero();
        }
    }

    /** A waiter that has been served can run before the one who served it publishes the word. */
    @Test
    void anOwnerSeesItsMutexBeforeTheLockIsReleased() throws Exception {
        try (AlarmClock alarms = new AlarmClock("test");
                WordsEngine engine = new WordsEngine(true, Spin.none(), alarms)) {
            assertThat(answerToOwner(engine, mutex -> mutex.unlock(null))).isEqualTo(1);
            assertThat(answerToOwner(engine, WordObject::state)).isEqualTo(1);
            assertThat(answerToOwner(engine, mutex -> mutex.isOwned() ? 1 : 0)).isEqualTo(1);
            assertThat(answerToOwner(engine, mutex -> mutex.owner() == null ? 0 : 1)).isEqualTo(1);
        }
    }

    private static int answerToOwner(WordsEngine engine, ToIntFunction<WordObject> question)
            throws Exception {
        WordObject mutex = make(engine, Kind.MUTEX, 0);
        long seen = mutex.lock();
        AtomicReference<@Nullable OwnerRecord> owner = new AtomicReference<>();
        FutureTask<Integer> asking =
                new FutureTask<>(
                        () -> {
                            owner.set((OwnerRecord) engine.owner());
                            return question.applyAsInt(mutex);
                        });
        Thread.ofPlatform().daemon().start(asking);
        until(() -> owner.get() != null);
        for (int i = 0; i < PAUSES && !asking.isDone(); i++) {
            LockSupport.parkNanos(10_000); // an answer that does not wait for the lock is wrong
        }
        mutex.unlock(ObjectWord.taken(Kind.MUTEX, seen, numberOf(owner.get())));
        return asking.get();
    }

    private static int numberOf(@Nullable OwnerRecord owner) {
        return owner == null ? 0 : owner.number;
    }

    @Test
    void aRemovedNodeStillKnowsItsObject() throws Exception {
        try (AlarmClock alarms = new AlarmClock("test");
                WordsEngine engine = new WordsEngine(true, Spin.none(), alarms)) {
            WordObject event = make(engine, Kind.AUTO_EVENT, 0);
            Waiter waiter = new Waiter();
            waiter.reserve(1);
            waiter.begin(1, false, null);
            assertThat(waiter.queueing.join(new EngineObject[] {event}, 1)).isTrue();
            Node node = waiter.nodes[0];
            long seen = event.lock();
            event.remove(node);
            assertThat(node.object)
                    .as("only the owner clears it, as the remover's last write " + "is queued")
                    .isSameAs(event);
            event.unlock(seen);
            waiter.queueing.leave();
            assertThat(node.object).isNull();
        }
    }

    @Test
    void anOwnersEndIsNoticedAlthoughTheSystemRefusedThreads() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        try (AlarmClock alarms = new AlarmClock("test");
                WordsEngine engine =
                        new WordsEngine(
                                true,
                                Spin.none(),
                                alarms,
                                task -> {
                                    if (refusals.getAndIncrement() < REFUSALS) {
                                        throw new OutOfMemoryError("no thread");
                                    }
                                    return Thread.ofVirtual().unstarted(task);
                                })) {
            WordObject mutex = make(engine, Kind.MUTEX, 0);
            EngineObject[] list = {mutex};
            CountDownLatch go = new CountDownLatch(1);
            FutureTask<Integer> owner =
                    new FutureTask<>(
                            () -> {
                                int code = engine.waitAny(list, 1, Deadline.never(), null, null);
                                go.await();
                                return code;
                            });
            Thread.ofPlatform().daemon().start(owner);
            until(() -> mutex.state() == 1);
            FutureTask<Integer> waiter =
                    new FutureTask<>(() -> engine.waitAny(list, 1, Deadline.never(), null, null));
            Thread.ofPlatform().daemon().start(waiter);
            until(() -> refusals.get() > REFUSALS);
            go.countDown();
            assertThat(waiter.get()).isEqualTo(WaitCode.ABANDONED);
        }
    }

    @Test
    void whatIsMadeAfterTheCloseIsClosed() {
        try (AlarmClock alarms = new AlarmClock("test")) {
            WordsEngine engine = new WordsEngine(true, Spin.none(), alarms);
            engine.close();
            WordObject event = make(engine, Kind.AUTO_EVENT, 1);
            assertThat(event.set()).isEqualTo(Refusal.CLOSED);
            int code = engine.waitAny(new EngineObject[] {event}, 1, Deadline.never(), null, null);
            assertThat(WaitCode.isClosed(code)).isTrue();
        }
    }

    @Test
    void aThreadKeepsNoEngineThatItHasUsed() {
        WeakReference<WordsEngine> engine = used();
        until(
                () -> {
                    System.gc();
                    return engine.get() == null;
                });
    }

    private static WeakReference<WordsEngine> used() {
        try (AlarmClock alarms = new AlarmClock("test")) {
            WordsEngine engine = new WordsEngine(false, Spin.none(), alarms);
            EngineObject[] list = {
                make(engine, Kind.AUTO_EVENT, 1), make(engine, Kind.AUTO_EVENT, 0)
            };
            Deadline soon = Deadline.at(System.nanoTime() + 1_000_000);
            assertThat(engine.waitAll(list, 2, soon, null, null)).isEqualTo(WaitCode.TIMED_OUT);
            assertThat(engine.waitAny(list, 2, soon, null, null)).isZero();
            Deadline later = Deadline.at(System.nanoTime() + 1_000_000);
            assertThat(engine.waitAny(list, 2, later, null, null)).isEqualTo(WaitCode.TIMED_OUT);
            return new WeakReference<>(engine);
        }
    }

    private static WordObject make(WordsEngine engine, Kind kind, int value) {
        return (WordObject) engine.make(new Spec(kind, value, 1, "test", null)).object();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the time limit passed");
            }
            Thread.onSpinWait();
            LockSupport.parkNanos(1);
        }
    }
}
