/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.linux.SystemCallCount;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whose a ring is, and its end: by its thread, without it, and for those who use it afterwards. */
class RingOwnershipTest extends FutexRingFixture {
    private Map<String, ThrowingCallable> uses(FutexRing ring) {
        Map<String, ThrowingCallable> uses = new TreeMap<>();
        uses.put("wait", () -> ring.wait(words[0], 0, noting("wait")));
        uses.put("wake", () -> ring.wake(words[0], 1, noting("wake")));
        uses.put("waitAny", () -> ring.waitAny(WaitSet.of(words), noting("any")));
        uses.put("acquire", () -> ring.acquire(RingLock.of(words[0]), noting("lock")));
        uses.put("chain", () -> ring.queue(Chain.of(Operation.wake(words[0], 1))));
        uses.put("submit", ring::submit);
        uses.put("poll", ring::poll);
        uses.put("await", () -> ring.await(Deadline.never()));
        uses.put("cancelOn", () -> ring.cancelOn(words[0]));
        uses.put("cancelAll", ring::cancelAll);
        uses.put("pending", ring::pending);
        return uses;
    }

    @Test
    void strangersAreRefusedBeforeTheKernelIsTouched() throws Exception {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[1], 0, noting("pending"));
            TestThread.start(
                            () -> {
                                long before = SystemCallCount.sum();
                                uses(ring)
                                        .forEach(
                                                (name, use) ->
                                                        assertThatThrownBy(use)
                                                                .as(name)
                                                                .isInstanceOf(
                                                                        WrongThreadException.class)
                                                                .hasMessageContaining(
                                                                        "belongs to"));
                                assertThatThrownBy(ring::close)
                                        .isInstanceOf(WrongThreadException.class);
                                assertThat(SystemCallCount.sum()).isEqualTo(before);
                                return true;
                            })
                    .join();
            assertThat(ring.pending()).isEqualTo(1);
        }
    }

    @Test
    void virtualThreadGetsNoRing() throws Exception {
        Throwable[] refused = new Throwable[1];
        Thread.startVirtualThread(
                        () -> {
                            try (FutexRing ring = FutexRing.open()) {
                                refused[0] = new AssertionError("made " + ring);
                            } catch (IllegalStateException e) {
                                refused[0] = e;
                            }
                        })
                .join();
        assertThat(refused[0]).hasMessageContaining("virtual");
    }

    @Test
    void interruptEndsTheAwaitAndLeavesTheOperations() throws Exception {
        Thread owner = Thread.currentThread();
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(words[0], 0, noting("wait"));
            TestThread<Boolean> other =
                    TestThread.start(
                            () -> {
                                untilWaiters(words[0], 1);
                                owner.interrupt();
                                return true;
                            });
            assertThatThrownBy(() -> ring.await(soon())).isInstanceOf(InterruptedException.class);
            other.join();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(words[0].wakeOne()).isEqualTo(1);
            awaitTold(ring, 1);
            ring.wait(words[0], 0, noting("again"));
            owner.interrupt();
            assertThatThrownBy(() -> ring.await(soon())).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void closeEndsWhatIsPendingAndTheWordsServeOthers() throws Exception {
        FutexRing ring = FutexRing.open();
        ring.wait(words[0], 0, noting("pending"));
        ring.wait(words[1], 0, noting("woken"));
        ring.submit();
        ring.wait(words[2], 0, noting("queued"));
        assertThat(words[1].wakeOne()).isEqualTo(1);
        ring.close();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "pending CANCELLED 0", "woken WOKEN 0", "queued CANCELLED 0");
        assertThat(waiters(words[0])).isZero();
        ring.close();
        uses(ring)
                .forEach(
                        (name, use) ->
                                assertThatThrownBy(use)
                                        .as(name)
                                        .isInstanceOf(IllegalStateException.class)
                                        .hasMessageContaining("closed"));
        assertWordsServe();
    }

    @Test
    void ringOfADeadThreadIsClosedByAnother() throws Exception {
        FutexRing ring =
                TestThread.start(
                                () -> {
                                    FutexRing made = FutexRing.open();
                                    made.wait(words[0], 0, noting("wait"));
                                    made.waitAny(WaitSet.of(words[1], words[2]), noting("any"));
                                    made.submit();
                                    return made;
                                })
                        .join();
        ring.close();
        ring.close();
        assertThat(told).containsExactlyInAnyOrder("wait CANCELLED 0", "any CANCELLED 0");
        for (int i = 0; i < 3; i++) {
            untilWaiters(words[i], 0);
        }
        assertWordsServe();
    }

    @Test
    void wakeThatADeadThreadTookIsToldOrGoesToTheNext() throws Exception {
        FutexRing ring =
                TestThread.start(
                                () -> {
                                    FutexRing made = FutexRing.open();
                                    made.wait(words[0], 0, noting("dead"));
                                    made.submit();
                                    assertThat(words[0].wakeOne()).isEqualTo(1);
                                    return made;
                                })
                        .join();
        try (FutexRing mine = FutexRing.open()) {
            mine.wait(words[0], 0, noting("behind"));
            mine.submit();
            ring.close();
            if (!told.contains("dead WOKEN 0")) {
                awaitTold(mine, 2);
                assertThat(told).containsExactly("dead CANCELLED 0", "behind WOKEN 0");
            }
        }
    }

    @Test
    void threadThatEndsTakesItsPrivateWaitsAlong() throws Exception {
        assumeTrue(
                isKernelFrom(6, 16), "before Linux 6.16 its waits last until the ring is closed");
        FutexRing ring =
                TestThread.start(
                                () -> {
                                    FutexRing made = FutexRing.open();
                                    made.wait(words[0], 0, noting("wait"));
                                    made.submit();
                                    return made;
                                })
                        .join();
        untilWaiters(words[0], 0);
        ring.close();
        assertThat(told).containsExactly("wait CANCELLED 0");
    }

    private static boolean isKernelFrom(int major, int minor) {
        Matcher release =
                Pattern.compile("(\\d+)\\.(\\d+)").matcher(System.getProperty("os.version"));
        assertThat(release.lookingAt()).isTrue();
        int here = Integer.parseInt(release.group(1)) * 1_000 + Integer.parseInt(release.group(2));
        return here >= major * 1_000 + minor;
    }

    @Test
    void completionsThatADeadThreadHasNotReadAreToldByWhoCloses() throws Exception {
        FutexRing ring =
                TestThread.start(
                                () -> {
                                    FutexRing made = FutexRing.open();
                                    made.wait(words[0], 1, noting("changed"));
                                    made.submit();
                                    return made;
                                })
                        .join();
        ring.close();
        assertThat(told).containsExactly("changed CHANGED 0");
    }

    /** The words are waited on and woken as before. */
    private void assertWordsServe() throws InterruptedException {
        told.clear();
        try (FutexRing ring = FutexRing.open()) {
            for (int i = 0; i < 3; i++) {
                ring.wait(words[i], words[i].get(), noting("" + i));
            }
            ring.submit();
            for (int i = 0; i < 3; i++) {
                assertThat(words[i].wakeAll()).as("waiters of word " + i).isEqualTo(1);
            }
            awaitTold(ring, 3);
            assertThat(told).containsExactly("0 WOKEN 0", "1 WOKEN 0", "2 WOKEN 0");
            assertThat(ring.pending()).isZero();
        }
    }
}
