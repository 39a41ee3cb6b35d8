/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.FutexWord;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.linux.Guards;
import dev.waitany.linux.WaitvArray;
import dev.waitany.linux.uapi.LinuxUapi;
import dev.waitany.ring.entries.UserData;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/reference/kernel-notes.md says of futex waits on rings, shown on this kernel. */
class KernelNotesTest {
    private record Completion(long userData, int result) {}

    private final Arena arena = Arena.ofShared();
    private final FutexWord[] words = new FutexWord[8];

    @BeforeEach
    void allocate() {
        RequiredRings.assume();
        for (int i = 0; i < words.length; i++) {
            words[i] = FutexWord.allocate(arena);
        }
    }

    /**
     * A closed ring's waits end in the kernel's own time, and would take the wakes of the next
     * test.
     */
    @AfterEach
    void free() {
        for (FutexWord word : words) {
            while (Futex.waiters(word.segment(), false) > 0) {
                Thread.onSpinWait();
            }
        }
        arena.close();
    }

    @Test
    void enterThatSubmitsAnswersTheNumberTakenAndNotThatTimeIsUp() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            queue(ring, 0);
            long begin = System.nanoTime();
            ring.enter(1, 2_000_000, Guards.NONE); // neither ETIME nor a completion
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(2_000_000);
            assertThat(ring.submissions().pending()).isZero();
            assertThat(ring.hasCompletions()).isFalse();
            ring.submissions()
                    .cancelEverything(UserData.CANCEL); // a closed ring takes wakes a while longer
            reap(ring, 2);
        }
    }

    /** Which kernel answers which is in the table of the kernels' behaviours. */
    @Test
    void cancelOfEverythingAnswersNoCountToRelyUpon() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            for (int i = 0; i < 5; i++) {
                queue(ring, i);
            }
            ring.submissions().cancelEverything(UserData.CANCEL);
            List<Completion> all = reap(ring, 6);
            assertThat(all)
                    .filteredOn(c -> UserData.isEntry(c.userData))
                    .hasSize(5)
                    .allMatch(c -> c.result == -Errno.ECANCELED);
            assertThat(all)
                    .filteredOn(c -> c.userData == UserData.CANCEL)
                    .singleElement()
                    .matches(c -> c.result == 1 || c.result == 5, "1 for five, or 5");
        }
    }

    @Test
    void waitThatIsWokenBeforeTheCancelCompletesOnceWithZero() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            for (int i = 0; i < 4; i++) {
                queue(ring, i);
            }
            ring.submit();
            assertThat(words[3].wakeOne()).isEqualTo(1);
            assertThat(words[1].wakeOne()).isEqualTo(1);
            assertThat(words[1].wakeOne()).as("a second wake of one wait").isZero();
            ring.submissions().cancelEverything(UserData.CANCEL);
            List<Completion> all = reap(ring, 5);
            assertThat(all)
                    .filteredOn(c -> UserData.isEntry(c.userData) && c.result == 0)
                    .extracting(Completion::userData)
                    .containsExactly(3L, 1L);
            assertThat(all)
                    .filteredOn(c -> c.result == -Errno.ECANCELED)
                    .extracting(Completion::userData)
                    .containsExactlyInAnyOrder(0L, 2L);
        }
    }

    @Test
    void deferredCompletionIsNotVisibleBeforeTheOwnerEntersForEvents() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            queue(ring, 0);
            ring.submit();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            ring.submit();
            assertThat(ring.hasCompletions()).isFalse();
            ring.enter(0, 0, Guards.NONE);
            assertThat(ring.hasCompletions()).isTrue();
        }
    }

    @Test
    void changedValueCompletesAtSubmissionAndLeavesTheOthersPending() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            words[1].set(1);
            for (int i = 0; i < 3; i++) {
                ring.submissions().futexWait(words[i], 0, FutexWord.ANY_BIT, i);
            }
            assertThat(reap(ring, 1)).containsExactly(new Completion(1, -Errno.EAGAIN));
            assertThat(words[0].wakeOne()).isEqualTo(1);
            assertThat(words[2].wakeOne()).isEqualTo(1);
        }
    }

    @Test
    void completionsBeyondTheQueueAreKeptAndComeInOrder() {
        try (Ring ring =
                Ring.open(2, RingMode.DEFERRED, RingCalls.KERNEL)) { // room for 4 completions
            for (int i = 0; i < 8; i++) {
                ring.reserve();
                queue(ring, i);
            }
            ring.submit();
            for (FutexWord word : words) {
                assertThat(word.wakeOne()).isEqualTo(1);
            }
            assertThat(reap(ring, 8))
                    .extracting(Completion::userData)
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    /** A poll of a ring's descriptor, by another ring. */
    @Test
    void deferredRingIsNotReadableByAWakeAndACooperativeOneIs() {
        assertThat(becomesReadableByAWake(RingMode.COOPERATIVE)).isTrue();
        assertThat(becomesReadableByAWake(RingMode.DEFERRED)).isFalse();
    }

    private boolean becomesReadableByAWake(RingMode mode) {
        try (Ring polling = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL);
                Ring polled = Ring.open(8, mode, RingCalls.KERNEL)) {
            queue(polled, 0);
            polled.submit();
            polling.submissions().poll(polled.fd(), LinuxUapi.POLLIN(), 1);
            polling.enter(
                    1, 5_000_000, Guards.NONE); // a ring wakes its pollers after a first look only
            assertThat(polling.hasCompletions()).as("before the wake").isFalse();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            polling.enter(1, 50_000_000, Guards.NONE);
            return polling.hasCompletions();
        }
    }

    /** Until 7.1 the words of a claimed vectored wait stay queued, and count every wake. */
    @Test
    void vectoredWaitThatIsWokenAndNotReapedConsumesOneOrManyWakesOfItsOtherWords() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            WaitvArray array = new WaitvArray(arena, 2);
            ring.submissions().futexWaitv(array, 0, WaitSet.of(words[0], words[1]), 0, 2, 0);
            ring.submit();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            int first = words[1].wakeOne();
            int second = words[1].wakeOne();
            assertThat(first).as("the first, consumed").isEqualTo(1);
            assertThat(second).as("1 below 7.1, 0 since").isIn(0, 1);
            assertThat(reap(ring, 1)).singleElement().matches(c -> c.result >= 0);
            assertThat(words[1].wakeOne()).as("reaped").isZero();
        }
    }

    @Test
    void mappingHoldsARingOpenWhoseDescriptorIsClosed() {
        Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL);
        queue(ring, 0);
        ring.submit();
        RingCalls.KERNEL.close(ring.fd());
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 20_000_000) {
            assertThat(Futex.waiters(words[0].segment(), false)).isEqualTo(1);
        }
        ring.close(); // unmaps; the descriptor is closed already
        while (Futex.waiters(words[0].segment(), false) > 0) {
            assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
            Thread.onSpinWait();
        }
    }

    @Test
    void synchronousCancelTakesWaitsOffTheirWordsWithoutAnEnter() {
        try (Ring ring = Ring.open(8, RingMode.DEFERRED, RingCalls.KERNEL)) {
            queue(ring, 0);
            queue(ring, 1);
            ring.submit();
            assertThat(ring.shut()).isTrue();
            assertThat(Futex.waiters(words[0].segment(), false)).isZero();
            assertThat(Futex.waiters(words[1].segment(), false)).isZero();
            assertThat(ring.hasCompletions()).as("deferred").isFalse();
        }
    }

    private void queue(Ring ring, int i) {
        ring.submissions().futexWait(words[i], words[i].get(), FutexWord.ANY_BIT, i);
    }

    private static List<Completion> reap(Ring ring, int count) {
        List<Completion> all = new ArrayList<>();
        while (all.size() < count) {
            ring.enter(1, 5_000_000_000L, Guards.NONE);
            CompletionQueue completions = ring.completions();
            int available = completions.available();
            assertThat(available).as("completions within 5 s, after %s", all).isPositive();
            for (int i = 0; i < available; i++) {
                all.add(new Completion(completions.userData(i), completions.result(i)));
            }
            completions.consume(available);
        }
        return all;
    }
}
