/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine.threads;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A future that is handed to {@link CompletionThreads} finds a worker. */
public class Completions {
    private static final long LOST = TimeUnit.SECONDS.toNanos(5);

    /**
     * The claim: a worker that wants to end sees the future that a thread has just expected, or
     * that thread sees that no worker is left. The first result is whether the thread starts a
     * worker, the second whether the worker ended.
     */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The worker stays for the future")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "A worker is started")
    @Outcome(
            id = "true, false",
            expect = ACCEPTABLE,
            desc = "Each saw the other: the thread looks once more under the lock")
    @Outcome(expect = FORBIDDEN, desc = "No worker for the future")
    @State
    public static class ExpectAndLeave {
        private final WorkerCount workers = new WorkerCount();

        public ExpectAndLeave() {
            workers.add();
        }

        @Actor
        public void expect(ZZ_Result r) {
            workers.expect();
            r.r1 = workers.isZero();
        }

        @Actor
        public void leave(ZZ_Result r) {
            r.r2 = workers.leave(false);
        }
    }

    /**
     * The claim: futures that two pollers hand over at the same time are completed once each, and
     * the worker sees what their poller wrote.
     */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each once, with what its poller wrote")
    @Outcome(expect = FORBIDDEN, desc = "Lost, twice, or without what its poller wrote")
    @State
    public static class CompleteAndComplete {
        private static final CompletionThreads THREADS = threads();

        private final Counted one = new Counted();
        private final Counted other = new Counted();

        @Actor
        public void one() {
            one.handTo(THREADS);
        }

        @Actor
        public void other() {
            other.handTo(THREADS);
        }

        @Arbiter
        public void announced(II_Result r) {
            r.r1 = one.untilAnnounced();
            r.r2 = other.untilAnnounced();
        }
    }

    /**
     * The claim: two threads that each expect the first future find a worker, whichever of them
     * starts it, and closing waits for what was handed over.
     */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each once, with what its poller wrote")
    @Outcome(expect = FORBIDDEN, desc = "Lost, twice, or without what its poller wrote")
    @State
    public static class FirstWorker {
        private final CompletionThreads threads = threads();
        private final Counted one = new Counted();
        private final Counted other = new Counted();

        @Actor
        public void one() {
            one.handTo(threads);
        }

        @Actor
        public void other() {
            other.handTo(threads);
        }

        @Arbiter
        public void close(II_Result r) {
            threads.close();
            r.r1 = one.announced.get();
            r.r2 = other.announced.get();
        }
    }

    private static CompletionThreads threads() {
        return new CompletionThreads(Thread.ofPlatform().daemon(), IllegalStateException::new);
    }

    /** Counts how often it was announced after its data was seen. */
    private static final class Counted implements Completable {
        final AtomicInteger announced = new AtomicInteger();
        private int data;
        private @Nullable Completable next;

        void handTo(CompletionThreads threads) {
            threads.expect();
            data = 1;
            threads.complete(this);
        }

        @Override
        public void announce() {
            announced.getAndAdd(data == 1 ? 1 : 100);
        }

        int untilAnnounced() {
            long until = System.nanoTime() + LOST;
            while (!isDone() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            return announced.get();
        }

        @Override
        public boolean isDone() {
            return announced.get() > 0;
        }

        @Override
        public @Nullable Completable next() {
            return next;
        }

        @Override
        public void setNext(@Nullable Completable after) {
            next = after;
        }
    }
}
