/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;
import dev.waitany.linux.Affinity;
import dev.waitany.linux.CallState;
import dev.waitany.linux.Clock;
import dev.waitany.linux.Errno;
import dev.waitany.linux.Futex;
import dev.waitany.ring.entries.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * One block of round trips between a driver and the owner of a ring on which all words stay armed:
 * the driver changes and wakes a batch of words, the owner reaps them, says so, and arms them again
 * with its next enter.
 */
final class RingLoad {
    /** Words that are armed, of which a round trip wakes one. */
    static final int WORDS = 8;

    static final int BATCH = 64;

    /** For a batch: no driver; the owner wakes one of its own words and does not sleep. */
    static final int ALONE = 0;

    private static final int ENTRIES = 64;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long LIMIT = 10_000_000_000L; // that never passes
    private static final int OWNER_CPU = 0;
    private static final int DRIVER_CPU = 1;

    private final TrialSetup setup;
    private final FutexWord[] words;
    private final FutexWord answers; // how many batches the owner has reaped
    private final int batch;
    private final long nanos;
    private final long leastNanos;

    /** What a block has cost: time that passed, and time on CPUs of the whole process. */
    record Cost(long wallNanos, long cpuNanos) {}

    RingLoad(
            TrialSetup setup,
            FutexWord[] words,
            FutexWord answers,
            int batch,
            boolean limited,
            long leastNanos) {
        this.setup = setup;
        this.words = words;
        this.answers = answers;
        this.batch = batch;
        this.nanos = limited || leastNanos > 0 ? LIMIT : Ring.FOREVER;
        this.leastNanos = leastNanos;
    }

    /** Runs on a thread of its own, which is a new ring's owner. */
    Cost run(int rounds) throws InterruptedException, ExecutionException {
        FutureTask<Cost> owner = new FutureTask<>(() -> own(rounds));
        Thread.ofPlatform().start(owner);
        return owner.get();
    }

    private Cost own(int rounds) throws InterruptedException, IOException {
        answers.set(0);
        Cost cost;
        TrialCalls calls = new TrialCalls(setup, RingCalls.KERNEL);
        try (Ring ring = Ring.open(ENTRIES, setup.mode(), calls)) {
            if (setup.registeredDescriptor() != calls.hasRegisteredDescriptor()
                    || setup.registeredWaits() != calls.hasRegisteredWaits()) {
                throw new IllegalStateException("the kernel refuses the set-up " + setup);
            }
            pin(OWNER_CPU); // after the ring is made: a kernel thread that polls may run anywhere
            for (int i = 0; i < words.length; i++) {
                arm(ring, i);
            }
            ring.submit();
            cost = batch == ALONE ? alone(ring, calls, rounds) : driven(ring, calls, rounds);
            cancel(ring, calls);
        }
        while (pollerRuns()) {
            Thread.sleep(1); // it would be counted with the next block
        }
        return cost;
    }

    private Cost driven(Ring ring, TrialCalls calls, int rounds) throws InterruptedException {
        Thread driver = Thread.ofPlatform().start(() -> drive(rounds));
        while (Futex.waiters(answers.segment(), false) == 0) {
            Thread.onSpinWait(); // until it sleeps
        }
        long cpu = ProcessClock.nanos();
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            answer();
            reap(ring, calls, batch);
        }
        Cost cost = new Cost(System.nanoTime() - begin, ProcessClock.nanos() - cpu);
        driver.join();
        return cost;
    }

    private Cost alone(Ring ring, TrialCalls calls, int rounds) {
        long cpu = ProcessClock.nanos();
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            wake(round % words.length);
            reap(ring, calls, 1);
        }
        return new Cost(System.nanoTime() - begin, ProcessClock.nanos() - cpu);
    }

    private static boolean pollerRuns() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("iou-sqp")) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return true; // a thread has ended between the two: look again
        }
    }

    private static void pin(int cpu) {
        int refused = Affinity.pin(cpu);
        if (refused != 0) {
            throw new IllegalStateException("sched_setaffinity(2): " + Errno.name(refused));
        }
    }

    private void drive(int rounds) {
        pin(DRIVER_CPU);
        CallState state = CallState.allocate();
        SplittableRandom random = new SplittableRandom(rounds);
        for (int round = 0; round < rounds; round++) {
            awaitAnswer(round, state);
            if (batch == 1) {
                wake(random.nextInt(words.length));
            } else {
                for (int i = 0; i < batch; i++) {
                    wake(i);
                }
            }
        }
    }

    /** Sleeps until the owner has answered for the round before this one. */
    private void awaitAnswer(int round, CallState state) {
        while (answers.get() == round) {
            Futex.await(
                    state, answers.segment(), round, Futex.ANY_BIT, false, null, Clock.MONOTONIC);
        }
    }

    private void answer() {
        answers.getAndAdd(1);
        answers.wakeOne();
    }

    private void reap(Ring ring, TrialCalls calls, int count) {
        CompletionQueue completions = ring.completions();
        int left = count;
        while (left > 0) {
            int least = (int) (leastNanos / NANOS_PER_MICRO);
            calls.enter(ring, least > 0 ? left : 1, nanos, least);
            int available = completions.available();
            for (int i = 0; i < available; i++) {
                arm(ring, (int) completions.userData(i));
            }
            completions.consume(available);
            left -= available;
        }
    }

    private void arm(Ring ring, int i) {
        ring.reserve();
        ring.submissions().futexWait(words[i], words[i].get(), FutexWord.ANY_BIT, i);
    }

    /** The words are used again by the next ring. */
    private void cancel(Ring ring, TrialCalls calls) {
        ring.reserve();
        ring.submissions().cancelEverything(UserData.CANCEL);
        int left = words.length + 1;
        while (left > 0) {
            calls.enter(ring, 1, nanos, 0);
            int available = ring.completions().available();
            ring.completions().consume(available);
            left -= available;
        }
    }

    private void wake(int i) {
        words[i].getAndAdd(1);
        words[i].wakeOne();
    }
}
