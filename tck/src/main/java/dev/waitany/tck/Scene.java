/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.Capabilities;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** One test's strategy, words, threads and time. Made per test; used by all its threads. */
public final class Scene {
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    private final Supplier<WaitAny> opener;
    private final Words words = new Words();
    private final List<WaitAny> opened = new CopyOnWriteArrayList<>();
    private Budget budget = new Budget(1, 1, Duration.ZERO);
    private TimeLimit limit = new TimeLimit(Duration.ZERO);
    private Actors actors = new Actors(limit);
    private @Nullable WaitAny subject;

    Scene(Supplier<WaitAny> opener) {
        this.opener = opener;
    }

    synchronized WaitAny waitAny() {
        WaitAny present = subject;
        if (present == null) {
            present = openAnother();
            subject = present;
        }
        return present;
    }

    /** Another one, also closed when the test ends. */
    WaitAny openAnother() {
        WaitAny another = opener.get();
        opened.add(another);
        return another;
    }

    Words words() {
        return words;
    }

    Actors actors() {
        return actors;
    }

    int rounds(int atScaleOne) {
        return budget.rounds(atScaleOne);
    }

    /** How long may take here what takes at most that long on a usual machine. */
    Duration atMost(Duration onAUsualMachine) {
        return budget.atMost(onAUsualMachine);
    }

    /** Sizes to try: one, a few, and as many as one futex_waitv(2) takes, if the strategy does. */
    List<Integer> sizes() {
        int most = waitAny().capabilities().maxWords();
        return Stream.of(1, 2, 8, 64, 128).filter(size -> size <= most).toList();
    }

    boolean exact() {
        return waitAny().capabilities().accounting() == Capabilities.Accounting.EXACT;
    }

    /** Starts a thread that waits on the set, for as long as it takes. */
    Actor<WaitResult> waiter(String name, WaitSet set) {
        return actors.start(name, () -> waitAny().await(set, Deadline.never()));
    }

    /** Returns when the kernel has queued as many waiters on the word. */
    void untilWaiting(FutexWord word, int count) {
        until(
                () -> Words.waiters(word) == count,
                () -> count + " waiters stood on " + word + ", where now are " + words.queued());
    }

    /**
     * Returns when the kernel has queued as many waiters on every word of the set, at one time: the
     * second look is for a word that was seen while one wait was ending, before the next one had
     * reached it.
     */
    void untilWaiting(WaitSet set, int count) {
        until(
                () -> IntStream.range(0, 2).allMatch(look -> allWaiting(set, count)),
                () ->
                        count
                                + " waiters stood on each word of a set, where now are "
                                + words.queued());
    }

    private static boolean allWaiting(WaitSet set, int count) {
        for (int i = 0; i < set.size(); i++) {
            if (Words.waiters(set.word(i)) != count) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the condition holds; fails early when a thread has failed. */
    void until(BooleanSupplier condition, Supplier<String> what) {
        limit.until(
                () -> {
                    actors.rethrowErrors();
                    return condition.getAsBoolean();
                },
                what);
    }

    /** Runs a test and ends it. */
    void run(Budget given, Executable test) throws Throwable {
        budget = given;
        limit = new TimeLimit(given.limit());
        actors = new Actors(limit);
        TestThread thread = new TestThread(test, this::end);
        thread.start();
        boolean inTime = thread.awaitEnd(given.limit().plus(GRACE));
        String state = inTime ? "" : words.queued() + StackDump.ofAllThreads();
        if (!inTime || thread.failure() != null) {
            abandon(thread);
        }
        if (!inTime) {
            throw new AssertionError(
                    "not over after " + given.limit() + "; the kernel has queued " + state);
        }
        thread.rethrow();
    }

    private void end() {
        actors.join();
        opened.forEach(WaitAny::close);
        words.close();
    }

    /** After a failure: lets go of whatever can be let go of, so that the next test may run. */
    private void abandon(TestThread thread) {
        Thread.ofPlatform().daemon().name("closer").start(() -> opened.forEach(WaitAny::close));
        boolean gone =
                new TimeLimit(LONGEST_FAREWELL)
                        .holdsInTime(
                                () -> {
                                    words.disturb();
                                    actors.interruptAll();
                                    return actors.allDone() && thread.isDone();
                                });
        if (!gone) {
            thread.interrupt(); // it and its fellows are daemons, and the JVM can do without them
        }
    }
}
