/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitSet;
import dev.waitany.linux.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input, and what goes wrong under way: named, and the ring goes on or is closed cleanly. */
class RingFaultsTest extends FutexRingFixture {
    private static final Listener DEAF = ended -> {};

    // ---- bad input

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 32_769, Integer.MIN_VALUE})
    void entriesOutOfRangeAreRefusedByNumber(int entries) {
        assertThatThrownBy(() -> FutexRing.open(entries, Delivery.DEFERRED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 to 32768", "" + entries);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 32_768})
    void entriesInRangeAreRoundedUp(int entries) throws Exception {
        try (FutexRing ring = FutexRing.open(entries, Delivery.DEFERRED)) {
            for (int i = 0; i < 4; i++) {
                ring.wake(words[i], 1, noting("wake"));
            }
            awaitTold(ring, 4);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that is the test
    void nullsAreNamed() {
        try (FutexRing ring = FutexRing.open()) {
            assertThatThrownBy(() -> ring.wait(null, 0, DEAF)).hasMessage("word");
            assertThatThrownBy(() -> ring.wake(null, 1, DEAF)).hasMessage("word");
            assertThatThrownBy(() -> ring.wait(words[0], 0, null)).hasMessage("listener");
            assertThatThrownBy(() -> RingLock.of(null)).hasMessage("word");
            assertThatThrownBy(() -> FutexRing.open(8, null)).hasMessage("delivery");
            assertThatThrownBy(() -> ring.waitAny(WaitSet.of(words[0], null), DEAF))
                    .hasMessage("word 1 is null");
            assertThat(ring.pending()).isZero();
        }
    }

    @Test
    void wordsThatCannotBeWaitedOnAreRefused() {
        MemorySegment memory = arena.allocate(64, 64);
        assertThatThrownBy(() -> FutexWord.of(memory, 2, Sharing.PRIVATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aligned");
        assertThatThrownBy(() -> WaitSet.of(words[0], words[1], words[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words 0 and 2 are the same");
        FutexWord[] tooMany =
                Stream.generate(() -> FutexWord.allocate(arena))
                        .limit(129)
                        .toArray(FutexWord[]::new);
        assertThatThrownBy(() -> Operation.waitAny(WaitSet.of(tooMany)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("128", "129");
        assertThatThrownBy(() -> Operation.waitAny(WaitSet.of(words).bitset(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x3");
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Operation.wait(words[0], 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("wait on private word", "bitset of 0");
        assertThatThrownBy(() -> Operation.wake(words[0], 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bitset of 0");
        assertThatThrownBy(() -> Operation.wake(words[0], -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void operationIsOnOneRingAtATimeAndUnchangedMeanwhile() {
        try (FutexRing ring = FutexRing.open();
                FutexRing other = FutexRing.open()) {
            Operation wait = ring.wait(words[0], 0, DEAF);
            assertThatThrownBy(() -> ring.queue(wait)).hasMessageContaining("is pending");
            assertThatThrownBy(() -> other.queue(wait)).hasMessageContaining("is pending");
            assertThatThrownBy(() -> wait.expect(3)).hasMessageContaining("is pending");
            assertThatThrownBy(wait::kind).hasMessageContaining("has not ended");
            assertThatThrownBy(() -> Operation.wake(words[0], 1).expect(1))
                    .hasMessageContaining("wake of 1");
        }
    }

    @Test
    void whatTheKernelRefusesFailsWithItsErrno() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Operation write = Operation.write(999_999, arena.allocate(1));
            var future = ring.queue(write.onCompletion(noting("write"))).future();
            awaitTold(ring, 1);
            assertThat(told).containsExactly("write FAILED " + Errno.EBADF);
            assertThat(future.exceptionNow())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("descriptor 999999", "EBADF");
        }
    }

    // ---- completions

    @Test
    void completionsBeyondTheQueueComeAllAndInOrder() throws Exception {
        int count = 1_000;
        List<Integer> order = new ArrayList<>();
        try (FutexRing ring = FutexRing.open(2, Delivery.PROMPT)) { // room for 4 completions
            FutexWord[] many = new FutexWord[count];
            for (int i = 0; i < count; i++) {
                int place = i;
                many[i] = FutexWord.allocate(arena);
                ring.wait(many[i], 0, ended -> order.add(place));
            }
            ring.submit();
            for (FutexWord word : many) {
                assertThat(word.wakeOne()).isEqualTo(1);
            }
            assertThat(ring.await(soon())).as("all by one call").isEqualTo(count);
        }
        assertThat(order).isEqualTo(IntStream.range(0, count).boxed().toList());
    }

    @Test
    void listenersThatThrowKeepNobodyFromBeingTold() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            for (int i = 0; i < 4; i++) {
                int place = i;
                ring.wake(
                        words[i],
                        1,
                        ended -> {
                            told.add("told " + place);
                            if (place % 2 == 0) {
                                throw new IllegalArgumentException("thrown by " + place);
                            }
                        });
            }
            assertThatThrownBy(() -> ring.await(soon()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("thrown by 0")
                    .satisfies(
                            thrown ->
                                    assertThat(thrown.getSuppressed())
                                            .singleElement()
                                            .matches(e -> "thrown by 2".equals(e.getMessage())));
            assertThat(told).containsExactly("told 0", "told 1", "told 2", "told 3");
            ring.wake(words[0], 1, noting("next"));
            assertThat(ring.await(soon())).as("the ring goes on").isEqualTo(1);
        }
    }

    @Test
    void listenerThatThrowsWhileTheRingIsClosedDoesNotKeepItOpen() throws Exception {
        long before = openRings();
        FutexRing ring = FutexRing.open();
        ring.wait(
                words[0],
                0,
                ended -> {
                    throw new AssertionError("an error, too");
                });
        ring.wait(words[1], 0, noting("other"));
        assertThatThrownBy(ring::close).isInstanceOf(AssertionError.class);
        assertThat(told).containsExactly("other CANCELLED 0");
        assertThat(openRings()).isEqualTo(before);
        assertThat(waiters(words[0])).isZero();
    }

    @Test
    void listenerIsRefusedWhatWouldTellOthers() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wake(
                    words[0],
                    1,
                    ended -> {
                        assertThatThrownBy(ring::poll).hasMessageContaining("a listener may");
                        assertThatThrownBy(() -> ring.await(Deadline.now()))
                                .hasMessageContaining("a listener may");
                        assertThatThrownBy(ring::close).hasMessageContaining("a listener may");
                        told.add("refused");
                    });
            ring.await(soon());
            assertThat(told).containsExactly("refused");
        }
    }

    // ---- memory that goes too early

    @Test
    void arenaIsNotClosedWhileTheOwnerIsBlocked() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("wait"));
            TestThread<String> closer =
                    TestThread.start(
                            () -> {
                                untilWaiters(words[0], 1);
                                return refusalOfClosing();
                            });
            ring.await(soon());
            assertThat(closer.join()).isEqualTo("refused");
            assertThat(told).containsExactly("wait WOKEN 0");
        }
    }

    private String refusalOfClosing() {
        try {
            arena.close();
            return "closed";
        } catch (IllegalStateException refused) {
            words[0].wakeOne();
            return "refused";
        }
    }

    @Test
    @SuppressWarnings("MustBeClosed") // closed too early
    void closedArenaIsNamedByTheNextCallAndItsOperationsAreCancelled() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            Arena early = Arena.ofShared();
            FutexWord gone = FutexWord.allocate(early);
            ring.wait(words[0], 0, noting("other"));
            ring.wait(gone, 0, noting("gone"));
            ring.waitAny(WaitSet.of(words[1], gone), noting("any"));
            ring.submit();
            early.close();
            assertThatThrownBy(() -> ring.await(soon()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "closed",
                            "0x" + Long.toHexString(gone.address()),
                            "WaitSet of 2 words");
            assertThat(told).containsExactlyInAnyOrder("gone CANCELLED 0", "any CANCELLED 0");
            words[0].wakeOne();
            assertThat(ring.await(soon())).as("the ring goes on").isEqualTo(1);
            assertThatThrownBy(() -> ring.wait(gone, 0, DEAF))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("arena is closed");
        }
    }

    @Test
    @SuppressWarnings("MustBeClosed") // closed too early
    void ringThatIsClosedAfterAnArenaSaysSoWhenAllIsClosed() throws Exception {
        long before = openRings();
        FutexRing ring = FutexRing.open();
        Arena early = Arena.ofShared();
        ring.wait(FutexWord.allocate(early), 0, noting("gone"));
        ring.wait(words[0], 0, noting("other"));
        ring.submit();
        early.close();
        assertThatThrownBy(ring::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("closed after the arena", "arena closed");
        assertThat(told).containsExactlyInAnyOrder("gone CANCELLED 0", "other CANCELLED 0");
        assertThat(openRings()).isEqualTo(before);
    }

    @Test
    void wordsOfManyArenasAreWaitedOn() throws Exception {
        List<Arena> arenas = Stream.generate(Arena::ofShared).limit(20).toList();
        try (FutexRing ring = FutexRing.open()) {
            FutexWord last = words[0];
            for (Arena each : arenas) {
                last = FutexWord.allocate(each);
                ring.wait(last, 0, noting("wait"));
            }
            assertThat(ring.await(Deadline.after(Duration.ofMillis(1)))).isZero();
            last.wakeOne();
            awaitTold(ring, 1);
        }
        assertThat(told).hasSize(20);
        arenas.forEach(Arena::close);
    }

    @Test
    @SuppressWarnings("MustBeClosed") // goes with its thread
    void wordOfAnotherThreadsArenaIsRefused() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            FutexWord confined =
                    TestThread.start(() -> FutexWord.allocate(Arena.ofConfined())).join();
            assertThatThrownBy(() -> ring.wait(confined, 0, DEAF))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("confined");
        }
    }

    // ---- leaks

    @Test
    void ringsThatAreOpenedAndClosedLeaveNoDescriptors() throws Exception {
        long before = openRings();
        for (int i = 0; i < 100; i++) {
            try (FutexRing ring = FutexRing.open(8, Delivery.DEFERRED)) {
                ring.queue(Chain.of(Operation.wait(words[0], 0)).link(Operation.wait(words[1], 0)));
                ring.submit();
            }
        }
        assertThat(openRings()).isEqualTo(before);
        assertThat(waiters(words[0])).isZero();
    }

    private static long openRings() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(fd -> target(fd).contains("io_uring")).count();
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException gone) {
            return ""; // closed meanwhile
        }
    }
}
