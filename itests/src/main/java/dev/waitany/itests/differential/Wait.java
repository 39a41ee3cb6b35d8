/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.ArmedSet;
import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.Task;
import dev.waitany.kernels.machine.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One wait, on a new thread. */
final class Wait {
    private final WaitAny waitAny;
    private final Begin begin;
    private final WaitSet set;
    private final Deadline deadline;
    private final CountDownLatch eventIsOver = new CountDownLatch(1);
    private final Task<List<WaitResult>> task;
    private volatile @Nullable CompletableFuture<WaitResult> future;

    @SuppressWarnings("this-escape") // the thread starts last, after all fields are set
    Wait(WaitAny waitAny, Begin begin, WaitSet set, Deadline deadline) {
        this.waitAny = waitAny;
        this.begin = begin;
        this.set = set;
        this.deadline = deadline;
        Thread.Builder builder =
                begin.mode() == Mode.VIRTUAL_THREAD
                        ? Thread.ofVirtual()
                        : Thread.ofPlatform().daemon();
        this.task = Task.start(builder.name("waiter " + begin.waiter()), this::run);
    }

    Begin begin() {
        return begin;
    }

    WaitSet set() {
        return set;
    }

    boolean isDone() {
        return task.isDone();
    }

    void interrupt() {
        task.thread().interrupt();
    }

    void cancel() {
        Until.holds(() -> future != null, () -> "the future of " + begin);
        CompletableFuture<WaitResult> present = future;
        if (present == null || !present.cancel(true)) {
            throw new AssertionError("nothing to cancel: " + present);
        }
    }

    void close() {
        waitAny.close();
    }

    /** Waits for the end, and collects what an armed set delivers afterwards. */
    Observation ending() {
        eventIsOver.countDown();
        Throwable failure = task.failure();
        if (failure instanceof Error) {
            throw new AssertionError(begin + " broke: " + failure, failure);
        }
        List<WaitResult> results = failure == null ? task.result() : List.of();
        boolean exact = waitAny.capabilities().accounting() == Capabilities.Accounting.EXACT;
        return new Observation(results == null ? List.of() : results, failure, exact);
    }

    private List<WaitResult> run() throws Exception {
        if (begin.interrupted()) {
            Thread.currentThread().interrupt();
        }
        return switch (begin.mode()) {
            case PLATFORM_THREAD, VIRTUAL_THREAD -> List.of(notEarly(waitAny.await(set, deadline)));
            case FUTURE -> List.of(notEarly(async()));
            case ARMED_SET -> armed();
        };
    }

    private WaitResult async() throws Exception {
        CompletableFuture<WaitResult> started = waitAny.awaitAsync(set, deadline);
        future = started;
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private List<WaitResult> armed() throws InterruptedException {
        List<WaitResult> results = new ArrayList<>();
        try (ArmedSet armed = waitAny.arm(set)) {
            WaitResult result = notEarly(armed.await(deadline));
            results.add(result);
            if (result.isReady()) {
                eventIsOver.await();
            }
            while (result.isReady() && results.size() < set.size()) {
                result = armed.await(Deadline.now());
                if (result.isReady()) {
                    results.add(result);
                }
            }
        }
        return results;
    }

    private WaitResult notEarly(WaitResult result) {
        if (result.kind() == WaitResult.Kind.TIMED_OUT && !deadline.hasPassed()) {
            throw new AssertionError(
                    "timed out " + deadline.remaining() + " ns before its deadline");
        }
        return result;
    }
}
