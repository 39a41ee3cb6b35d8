/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.recording;

import static dev.waitany.ring.Completion.Kind.WOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.ArmedSet;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Surplus;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.itests.harness.StrategyFacts;
import dev.waitany.itests.harness.Task;
import dev.waitany.itests.harness.WaitCall;
import dev.waitany.ring.Delivery;
import dev.waitany.ring.FutexRing;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The flight recorder records waits and rings if their events are enabled, and nothing otherwise.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlightRecorderIT {
    private static final String WAIT = "dev.waitany.Wait";
    private static final String ENTER = "dev.waitany.RingEnter";
    private static final String OVERFLOW = "dev.waitany.RingOverflow";
    private static final int MANY = 100;

    @TempDir private Path folder;
    private final Arena arena = Arena.ofShared();

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#available")
    void eachWaitIsRecordedWithItsEnd(String strategy) throws Exception {
        List<RecordedEvent> events;
        try (Recording recording = new Recording();
                WaitAny waitAny = Strategies.open(strategy)) {
            recording.enable(WAIT);
            recording.start();
            waitAny.await(set(), Deadline.after(Duration.ofMillis(3)));
            WaitSet changed = set();
            changed.word(2).set(1);
            waitAny.await(changed, Deadline.never());
            WaitSet woken = set().surplus(Surplus.REPORT);
            CompletableFuture<WaitResult> future = waitAny.awaitAsync(woken, Deadline.never());
            KernelQueue.untilWaiting(woken, 1);
            woken.word(1).wakeOne();
            future.join();
            Task<WaitResult> interrupted =
                    Task.start("interrupted", () -> waitAny.await(set(), Deadline.never()));
            interrupted.thread().interrupt();
            assertThat(interrupted.failure()).isInstanceOf(InterruptedException.class);
            try (ArmedSet armed = waitAny.arm(set())) {
                armed.await(Deadline.now());
            }
            events = stop(recording);
        }
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals(WAIT))
                .extracting(FlightRecorderIT::described)
                .containsExactlyInAnyOrder(
                        strategy + " await 3 TIMED_OUT -1",
                        strategy + " await 3 CHANGED 2",
                        strategy + " future 3 WOKEN 1",
                        strategy + " await 3 INTERRUPTED -1",
                        strategy + " armed 3 TIMED_OUT -1");
        assertThat(events)
                .filteredOn(event -> described(event).contains("await 3 TIMED_OUT"))
                .allMatch(event -> event.getDuration().isPositive());
        arena.close();
    }

    @ParameterizedTest
    @MethodSource("dev.waitany.itests.harness.Strategies#available")
    void nothingIsRecordedUnlessItIsAskedFor(String strategy) throws Exception {
        List<RecordedEvent> events;
        try (Recording recording = new Recording();
                WaitAny waitAny = Strategies.open(strategy)) {
            recording.start();
            waitAny.await(set(), Deadline.after(Duration.ofMillis(1)));
            events = stop(recording);
        }
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .noneMatch(name -> name.startsWith("dev.waitany"));
        arena.close();
    }

    /** More operations end before a completion is read than the completion queue has room for. */
    @Test
    void ringCallsAndOverflowsAreRecordedAndNoCompletionIsLost() throws Exception {
        Strategies.assumeAvailable(StrategyFacts.using(WaitCall.RING_FUTEX_WAIT).name());
        List<RecordedEvent> events;
        AtomicInteger woken = new AtomicInteger();
        try (Recording recording = new Recording();
                FutexRing ring =
                        FutexRing.open(2, Delivery.PROMPT)) { // the completion queue has 4 entries
            recording.enable(ENTER);
            recording.enable(OVERFLOW);
            recording.start();
            WaitSet set = WaitSet.of(words(MANY));
            for (int i = 0; i < MANY; i++) {
                ring.wait(
                        set.word(i),
                        0,
                        operation -> woken.addAndGet(operation.kind() == WOKEN ? 1 : 0));
                ring.submit();
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(set.word(i).wakeOne()).isOne();
            }
            while (ring.pending() > 0) {
                ring.await(Deadline.after(Duration.ofSeconds(10)));
            }
            events = stop(recording);
        }
        assertThat(woken).hasValue(MANY);
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .contains(ENTER, OVERFLOW);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals(ENTER))
                .anyMatch(event -> event.getInt("completions") > 0);
        arena.close();
    }

    private static String described(RecordedEvent event) {
        return event.getString("strategy")
                + " "
                + event.getString("call")
                + " "
                + event.getInt("words")
                + " "
                + event.getString("outcome")
                + " "
                + event.getInt("index");
    }

    private WaitSet set() {
        return WaitSet.of(words(3));
    }

    private FutexWord[] words(int count) {
        FutexWord[] words = new FutexWord[count];
        Arrays.setAll(words, i -> FutexWord.allocate(arena));
        return words;
    }

    private List<RecordedEvent> stop(Recording recording) throws IOException {
        recording.stop();
        Path file = folder.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }
}
