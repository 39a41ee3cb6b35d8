/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.linux.Pipe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What links, timeouts and drains order, and what not. */
class ChainTest extends FutexRingFixture {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofHours(1);

    private Operation wait(int word, int expected) {
        return Operation.wait(words[word], expected).onCompletion(noting("wait " + word));
    }

    private Operation wake(int word) {
        return Operation.wake(words[word], 1).onCompletion(noting("wake " + word));
    }

    // ---- links

    @Test
    void wakeLinkedToAWaitIsDoneWhenThatIsWokenAndNotBefore() throws Exception {
        try (FutexRing ring = FutexRing.open();
                FutexRing other = FutexRing.open()) {
            other.wait(words[1], 0, ended -> told.add("other " + ended.kind()));
            other.submit();
            ring.queue(Chain.of(wait(0, 0)).link(wake(1)));
            assertThat(ring.poll()).isZero();
            assertThat(waiters(words[1])).as("not woken yet").isEqualTo(1);
            assertThat(words[0].wakeOne()).isEqualTo(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wake 1 WOKEN 1");
            assertThat(other.await(soon())).isEqualTo(1);
        }
    }

    @Test
    void writeLinkedToAWaitReachesThePipeWhenThatIsWoken() throws Exception {
        MemorySegment bytes = arena.allocateFrom("woken");
        MemorySegment read = arena.allocate(16);
        try (FutexRing ring = FutexRing.open();
                Pipe pipe = new Pipe()) {
            Operation write = Operation.write(pipe.writeEnd(), bytes).onCompletion(noting("write"));
            ring.queue(Chain.of(wait(0, 0)).link(write));
            ring.submit();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "write WRITTEN 6");
            assertThat(pipe.read(read)).isEqualTo(6);
            assertThat(read.getString(0)).isEqualTo("woken");
        }
    }

    @Test
    void secondWaitBeginsWhenTheFirstIsWokenAndMissesWakesBefore() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wait(1, 0)));
            ring.submit();
            assertThat(words[1].wakeOne()).as("nobody waits there yet").isZero();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            awaitTold(ring, 1);
            untilStarted(ring, 1);
            assertThat(words[1].wakeOne()).isEqualTo(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wait 1 WOKEN 0");
        }
    }

    @Test
    void secondWaitSeesAChangeBeforeItBegan() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wait(1, 0)));
            ring.submit();
            words[1].set(1);
            words[0].wakeOne();
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wait 1 CHANGED 0");
        }
    }

    @Test
    void changedValueBreaksALink() throws Exception {
        words[0].set(1);
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wake(1)).link(wake(2)));
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactly(
                            "wait 0 CHANGED 0", "wake 1 CANCELLED 0", "wake 2 CANCELLED 0");
        }
    }

    @Test
    void changedValueDoesNotBreakAHardLink() throws Exception {
        words[0].set(1);
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).hardLink(wake(1)).link(wake(2)));
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactly("wait 0 CHANGED 0", "wake 1 WOKEN 0", "wake 2 WOKEN 0");
        }
    }

    /** The trap: after is not because. */
    @Test
    void cancelledWaitDoesNotBreakALink() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = wait(0, 0);
            ring.queue(Chain.of(wait).link(wake(1)));
            wait.cancel();
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 CANCELLED 0", "wake 1 WOKEN 0");
        }
    }

    @Test
    void operationsOutsideAChainAreNotOrderedByIt() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wake(1)));
            ring.queue(wake(2));
            awaitTold(ring, 1);
            assertThat(told).containsExactly("wake 2 WOKEN 0");
        }
    }

    @Test
    void memberThatIsNotStartedIsCancelledOnceItIs() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation second = wait(1, 0);
            ring.queue(Chain.of(wait(0, 0)).link(second));
            ring.submit();
            assertThat(second.cancel()).isTrue();
            assertThat(ring.poll()).as("the kernel does not find it").isZero();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wait 1 CANCELLED 0");
        }
    }

    @Test
    void allOfAChainAreCancelledOneAfterAnother() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wait(1, 0)).hardLink(wait(2, 0)));
            assertThat(ring.cancelAll()).isEqualTo(3);
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactly(
                            "wait 0 CANCELLED 0", "wait 1 CANCELLED 0", "wait 2 CANCELLED 0");
        }
    }

    @Test
    void closeEndsAChainThatWaits() {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).link(wait(1, 0)).timeout(LONG).link(wait(2, 0)));
        }
        assertThat(told).hasSize(3).allMatch(line -> line.endsWith("CANCELLED 0"));
        assertThat(waiters(words[0]) + waiters(words[1]) + waiters(words[2])).isZero();
    }

    @Test
    void chainIsQueuedAgain() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Chain chain = Chain.of(wait(0, 0)).timeout(LONG).link(wake(1));
            for (int round = 1; round <= 3; round++) {
                ring.queue(chain);
                ring.submit();
                assertThat(words[0].wakeOne()).isEqualTo(1);
                awaitTold(ring, 2 * round);
            }
            assertThat(told.subList(4, 6)).containsExactly("wait 0 WOKEN 0", "wake 1 WOKEN 0");
        }
    }

    // ---- timeouts

    @Test
    void timeoutEndsAWaitAndSaysSo() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            long begin = System.nanoTime();
            ring.queue(Chain.of(wait(0, 0)).timeout(SHORT));
            awaitTold(ring, 1);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
            assertThat(told).containsExactly("wait 0 TIMED_OUT 0");
            assertThat(waiters(words[0])).isZero();
        }
    }

    @Test
    void timeoutThatDoesNotFireSaysNothing() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation cancelled = wait(2, 0);
            ring.queue(Chain.of(wait(0, 0)).timeout(LONG));
            ring.queue(Chain.of(wait(1, 1)).timeout(LONG));
            ring.queue(Chain.of(cancelled).timeout(LONG));
            ring.submit();
            words[0].wakeOne();
            cancelled.cancel();
            awaitTold(ring, 3);
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "wait 0 WOKEN 0", "wait 1 CHANGED 0", "wait 2 CANCELLED 0");
            assertThat(ring.pending()).isZero();
        }
    }

    @Test
    void timeoutStrikesItsOwnWaitAmongMany() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(wait(0, 0));
            ring.queue(Chain.of(wait(1, 0)).timeout(SHORT));
            ring.queue(wait(2, 0));
            awaitTold(ring, 1);
            assertThat(told).containsExactly("wait 1 TIMED_OUT 0");
            assertThat(waiters(words[0])).isEqualTo(1);
            assertThat(waiters(words[2])).isEqualTo(1);
        }
    }

    @Test
    void timedOutWaitDoesNotBreakALink() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(Chain.of(wait(0, 0)).timeout(SHORT).link(wake(1)));
            awaitTold(ring, 2);
            assertThat(told).containsExactlyInAnyOrder("wait 0 TIMED_OUT 0", "wake 1 WOKEN 0");
        }
    }

    @Test
    void timeoutAndWakeRaceAndTheWaitEndsOnce() throws Exception {
        Ends ends = new Ends();
        int counted = 0;
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = Operation.wait(words[0], 0).onCompletion(ends);
            for (int round = 0; round < 2_000; round++) {
                ring.queue(Chain.of(wait).timeout(Duration.ofNanos(1 + round % 50 * 1_000)));
                ring.submit();
                for (int spin = round % 32 * 8; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                counted += words[0].wakeOne();
                assertThat(ring.await(soon())).isEqualTo(1);
                assertThat(ring.pending()).isZero();
            }
        }
        assertThat(ends.woken()).isEqualTo(counted);
        assertThat(ends.woken() + ends.count(Completion.Kind.TIMED_OUT)).isEqualTo(2_000);
    }

    // ---- drains

    @Test
    void drainStartsWhenAllBeforeItHaveEnded() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(wait(0, 0));
            ring.queue(wait(1, 0));
            ring.queue(Chain.of(wake(2)).drain());
            ring.submit();
            words[0].wakeOne();
            awaitTold(ring, 1);
            assertThat(ring.poll()).as("one is pending still").isZero();
            words[1].wakeOne();
            awaitTold(ring, 3);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wait 1 WOKEN 0", "wake 2 WOKEN 0");
        }
    }

    /** The other trap: the wake that would end the wait is held behind it. */
    @Test
    void drainBehindAPendingWaitHoldsEverythingQueuedLater() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(wait(0, 0));
            ring.queue(Chain.of(wake(1)).drain());
            ring.queue(wake(0));
            ring.queue(wait(2, 0));
            assertThat(ring.poll()).isZero();
            assertThat(ring.await(Deadline.after(Duration.ofMillis(20)))).isZero();
            assertThat(waiters(words[2])).as("held too").isZero();
            assertThat(words[0].wakeOne()).as("a wake from elsewhere gets past").isEqualTo(1);
            awaitTold(ring, 3);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wake 1 WOKEN 0", "wake 0 WOKEN 0");
        }
    }

    @Test
    void cancelGetsPastADrain() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation wait = wait(0, 0);
            ring.queue(wait);
            ring.queue(Chain.of(wake(1)).drain());
            ring.submit();
            assertThat(wait.cancel()).isTrue();
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 CANCELLED 0", "wake 1 WOKEN 0");
        }
    }

    @Test
    void waitHeldByADrainIsCancelledOnceItBegins() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation held = wait(1, 0);
            ring.queue(wait(0, 0));
            ring.queue(Chain.of(held).drain());
            ring.submit();
            held.cancel();
            assertThat(ring.poll()).isZero();
            words[0].wakeOne();
            awaitTold(ring, 2);
            assertThat(told).containsExactly("wait 0 WOKEN 0", "wait 1 CANCELLED 0");
        }
    }

    @Test
    void closeGetsPastADrain() {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(wait(0, 0));
            ring.queue(Chain.of(wait(1, 0)).drain());
            ring.queue(wait(2, 0));
        }
        assertThat(told).hasSize(3).allMatch(line -> line.endsWith("CANCELLED 0"));
    }

    /** A drain holds what comes later until it starts, or until it ends, or even longer. */
    @Test
    void drainMayGoOnHoldingUntilNothingIsPending() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.queue(wait(0, 0));
            ring.queue(Chain.of(wait(1, 0)).drain());
            ring.queue(wait(2, 0));
            ring.submit();
            words[0].wakeOne();
            awaitTold(ring, 1);
            untilStarted(ring, 1);
            assertThat(waiters(words[2])).as("1 where a started drain holds no more").isIn(0, 1);
            words[1].wakeOne();
            awaitTold(ring, 2);
            untilStarted(ring, 2);
            ring.queue(wait(3, 0));
            assertThat(ring.poll()).isZero();
            assertThat(waiters(words[3])).as("0 where one that was held holds the next").isIn(0, 1);
            words[2].wakeOne();
            awaitTold(ring, 3);
            untilStarted(ring, 3);
        }
    }

    private void untilStarted(FutexRing ring, int word) {
        until(
                () -> {
                    ring.poll(); // a held operation starts when the owner enters the ring
                    return waiters(words[word]) == 1;
                },
                "the wait on word " + word + " to start");
    }

    // ---- what makes no chain

    @Test
    void chainsThatCannotBeAreRefusedByName() {
        Operation wait = wait(0, 0);
        assertThatThrownBy(() -> Chain.of(wait).link(wait))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the chain already");
        assertThatThrownBy(() -> Chain.of(wake(0)).timeout(LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wake of 1");
        assertThatThrownBy(() -> Chain.of(wait).timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> Chain.of(wait).link(RingLock.of(words[1]).acquire()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whenHeld");
    }

    @Test
    void chainLongerThanTheQueueIsRefusedWholeAndAFullQueueMakesRoomForOneThatFits()
            throws Exception {
        try (FutexRing ring = FutexRing.open(4, Delivery.DEFERRED)) {
            Operation last = wake(5);
            Chain tooLong = Chain.of(wake(1)).link(wake(2)).link(wake(3)).link(wake(4)).link(last);
            assertThatThrownBy(() -> ring.queue(tooLong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("5 entries", "with 4");
            assertThat(ring.pending()).isZero();
            assertThat(last.state()).isEqualTo(Operation.State.NEW);
            ring.queue(wait(6, 0));
            ring.queue(wait(7, 0));
            ring.queue(Chain.of(wait(0, 1)).link(wake(1)).link(wake(2)));
            assertThat(waiters(words[7])).as("handed over for the chain").isEqualTo(1);
            awaitTold(ring, 3);
            assertThat(told)
                    .as("the chain was one")
                    .containsExactly(
                            "wait 0 CHANGED 0", "wake 1 CANCELLED 0", "wake 2 CANCELLED 0");
        }
    }

    @Test
    void chainOfWhichOneIsPendingIsRefusedWhole() {
        try (FutexRing ring = FutexRing.open()) {
            Operation pending = ring.queue(wait(0, 0));
            Operation other = wake(1);
            assertThatThrownBy(() -> ring.queue(Chain.of(other).link(pending)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is pending");
            assertThat(other.state()).isEqualTo(Operation.State.NEW);
            assertThat(ring.pending()).isEqualTo(1);
        }
    }

    @Test
    void bytesOfAWriteAreNative() {
        assertThatThrownBy(() -> Operation.write(1, MemorySegment.ofArray(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("native");
        assertThatThrownBy(() -> Operation.write(-1, arena.allocate(ValueLayout.JAVA_INT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
