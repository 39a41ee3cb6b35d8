/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.ring.uring.Leftovers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A future belongs to one run of its operation, and ends that run in every way of completing. */
class OperationRunsTest extends FutexRingFixture {
    private static final Completion MINE = new Completion(Completion.Kind.TIMED_OUT, 0);

    /** A way to complete a future from outside. */
    record Way(String name, Consumer<CompletableFuture<Completion>> complete) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("complete", future -> future.complete(MINE)),
                new Way("fail", future -> future.completeExceptionally(new Exception("mine"))),
                new Way("cancel", future -> future.cancel(true)),
                new Way("completeAsync", future -> future.completeAsync(() -> MINE)),
                new Way("completeAsync, throwing", OperationRunsTest::completeWithFailure),
                new Way("obtrudeValue", future -> future.obtrudeValue(MINE)),
                new Way("obtrudeException", future -> future.obtrudeException(new Exception())),
                new Way("orTimeout", future -> future.orTimeout(1, TimeUnit.MILLISECONDS)),
                new Way(
                        "completeOnTimeout",
                        future -> future.completeOnTimeout(MINE, 1, TimeUnit.MILLISECONDS)));
    }

    private static void completeWithFailure(CompletableFuture<Completion> future) {
        future.completeAsync(
                () -> {
                    throw new IllegalArgumentException("mine");
                });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void completingTheFutureEndsTheRun(Way way) throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation operation = ring.queue(Operation.wait(words[0], 0));
            ring.submit();
            way.complete.accept(operation.future());
            assertThat(ring.await(soon())).isEqualTo(1);
            assertThat(operation.kind()).isEqualTo(Completion.Kind.CANCELLED);
            assertThat(waiters(words[0])).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void completingTheFutureOfAnEarlierRunEndsNothing(Way way) throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation operation = Operation.wait(words[0], 0);
            CompletableFuture<Completion> first = operation.future();
            ring.queue(operation);
            ring.submit();
            words[0].wakeOne();
            assertThat(ring.await(soon())).isEqualTo(1);
            ring.queue(operation);
            ring.submit();
            way.complete.accept(first);
            assertThat(ring.await(Deadline.after(Duration.ofMillis(5)))).isZero();
            assertThat(waiters(words[0])).isEqualTo(1);
            words[0].wakeOne();
            assertThat(ring.await(soon())).isEqualTo(1);
            assertThat(operation.kind()).isEqualTo(Completion.Kind.WOKEN);
        }
    }

    @Test
    void errorsOfListenersKeepNobodyFromBeingToldAndTheRingGoesOn() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wake(
                    words[0],
                    1,
                    ended -> {
                        throw new StackOverflowError("of a listener");
                    });
            ring.wake(words[1], 1, noting("other"));
            assertThatThrownBy(() -> ring.await(soon())).isInstanceOf(StackOverflowError.class);
            assertThat(told).containsExactly("other WOKEN 0");
            ring.wake(words[0], 1, noting("next"));
            assertThat(ring.await(soon())).isEqualTo(1);
        }
        assertThat(Leftovers.of("no thread")).isEmpty();
    }
}
