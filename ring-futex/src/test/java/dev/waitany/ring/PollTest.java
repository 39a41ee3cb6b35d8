/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waitany.descriptor.EventFd;
import dev.waitany.descriptor.PollEvents;
import dev.waitany.linux.Errno;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Polls of descriptors, in the same queue as waits on words. */
class PollTest extends FutexRingFixture {
    private final EventFd events = new EventFd();

    @AfterEach
    void closeEvents() {
        events.close();
    }

    private Operation poll() {
        return Operation.poll(events.descriptor(), PollEvents.READ);
    }

    @Test
    void pollEndsWithTheEventsAndConsumesNothing() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("word"));
            ring.queue(poll().onCompletion(noting("one")));
            ring.queue(poll().onCompletion(noting("two")));
            assertThat(ring.poll()).isZero();
            events.add(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactlyInAnyOrder("one READY 1", "two READY 1");
            words[0].wakeOne();
            awaitTold(ring, 3);
            assertThat(told).last().isEqualTo("word WOKEN 0");
            assertThat(events.take()).isEqualTo(1);
        }
    }

    @Test
    void pollLooksWhenItBeginsAsLevelDoes() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            events.add(1);
            Operation poll = poll().onCompletion(noting("poll"));
            for (int i = 1; i <= 3; i++) {
                ring.queue(poll);
                awaitTold(ring, i);
            }
            assertThat(told).containsOnly("poll READY 1");
            events.take();
            ring.queue(poll);
            assertThat(ring.poll()).isZero();
        }
    }

    @Test
    void repeatedPollTellsWakeUpsAsEdgeDoes() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            events.add(1);
            Operation poll =
                    Operation.pollRepeatedly(events.descriptor(), PollEvents.READ)
                            .onCompletion(noting("poll"));
            var end = poll.future();
            ring.queue(poll);
            awaitTold(ring, 1);
            assertThat(poll.state()).isEqualTo(Operation.State.PENDING);
            assertThat(ring.poll()).as("what is left unread is not told again").isZero();
            for (int i = 2; i <= 4; i++) {
                events.add(1);
                awaitTold(ring, i);
            }
            assertThat(told).hasSize(4).containsOnly("poll READY 1");
            assertThat(end).isNotDone();
            assertThat(poll.cancel()).isTrue();
            awaitTold(ring, 5);
            assertThat(told).last().isEqualTo("poll CANCELLED 0");
            assertThat(end).isCancelled();
            assertThat(ring.pending()).isZero();
        }
    }

    @Test
    void repeatedPollOutlastsListenersThatThrow() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation poll =
                    Operation.pollRepeatedly(events.descriptor(), PollEvents.READ)
                            .onCompletion(
                                    ended -> {
                                        told.add(ended.kind().name());
                                        throw new IllegalArgumentException("listener");
                                    });
            ring.queue(poll);
            ring.submit();
            for (int i = 1; i <= 2; i++) {
                events.add(1);
                assertThatIllegalArgumentException().isThrownBy(() -> ring.await(soon()));
            }
            assertThat(told).containsExactly("READY", "READY");
            poll.onCompletion(noting("then"));
            poll.cancel();
            awaitTold(ring, 3);
            assertThat(told).last().isEqualTo("then CANCELLED 0");
        }
    }

    @Test
    void pollTimesOutAndIsCancelled() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(
                    Chain.of(poll().onCompletion(noting("limited"))).timeout(Duration.ofNanos(1)));
            awaitTold(ring, 1);
            assertThat(told).containsExactly("limited TIMED_OUT 0");
            Operation poll = ring.queue(poll().onCompletion(noting("poll")));
            ring.submit();
            assertThat(TestThread.start(poll::cancel).join()).isTrue();
            awaitTold(ring, 2);
            assertThat(told).last().isEqualTo("poll CANCELLED 0");
        }
    }

    @Test
    void wakeThatIsLinkedToAPollIsDoneWhenTheDescriptorIsReady() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            TestThread<Integer> waiter = TestThread.start(() -> waitFor(words[0]));
            untilWaiters(words[0], 1);
            ring.queue(
                    Chain.of(poll().onCompletion(noting("poll")))
                            .link(Operation.wake(words[0], 1).onCompletion(noting("wake"))));
            ring.submit();
            assertThat(waiters(words[0])).isEqualTo(1);
            events.add(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactly("poll READY 1", "wake WOKEN 1");
            assertThat(waiter.join()).isEqualTo(1);
        }
    }

    private static int waitFor(dev.waitany.FutexWord word) throws InterruptedException {
        try (FutexRing own = FutexRing.open()) {
            own.queue(Operation.wait(word, 0));
            return own.await(soon());
        }
    }

    @Test
    void descriptorsPollsAreCancelledBeforeItIsClosed() throws Exception {
        try (FutexRing ring = FutexRing.open();
                EventFd other = new EventFd()) {
            ring.queue(poll().onCompletion(noting("one")));
            ring.queue(
                    Operation.pollRepeatedly(events.descriptor(), PollEvents.READ)
                            .onCompletion(noting("all")));
            ring.queue(
                    Operation.poll(other.descriptor(), PollEvents.READ)
                            .onCompletion(noting("other")));
            assertThat(ring.cancelOn(events.descriptor())).isEqualTo(2);
            awaitTold(ring, 2);
            assertThat(told).containsExactlyInAnyOrder("one CANCELLED 0", "all CANCELLED 0");
            events.close();
            other.add(1);
            awaitTold(ring, 3);
            assertThat(told).last().isEqualTo("other READY 1");
        }
    }

    @Test
    void closedDescriptorFailsByName() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation poll = poll().onCompletion(noting("poll"));
            int number = events.descriptor();
            events.close();
            var future = poll.future();
            ring.queue(poll);
            awaitTold(ring, 1);
            assertThat(told).containsExactly("poll FAILED " + Errno.EBADF);
            assertThat(future)
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("poll of descriptor " + number + " for READ: EBADF");
        }
    }

    @Test
    void badPollsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operation.poll(-1, PollEvents.READ))
                .withMessageContaining("not a descriptor: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Operation.poll(events.descriptor(), 0))
                .withMessageContaining("no events");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Chain.of(
                                        Operation.pollRepeatedly(
                                                events.descriptor(), PollEvents.READ)))
                .withMessageContaining("no place in a chain");
    }
}
