/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.jmh;

import com.sun.management.OperatingSystemMXBean;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.descriptor.DescriptorWatcher;
import dev.waitany.descriptor.DescriptorWord;
import dev.waitany.descriptor.EventFd;
import dev.waitany.descriptor.PollEvents;
import dev.waitany.ring.FutexRing;
import dev.waitany.ring.Operation;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times a round trip: one thread tells another one by an eventfd, which waits for it and for words
 * in one wait, and answers by a word. With the way {@code words} it tells it by a word, too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class Descriptors {
    private static final int OVER = -1;

    /** How the answering thread waits for the descriptor. */
    public enum Way {
        /** It waits for a word only: what the others are compared with. */
        WORDS,
        /** By a {@link DescriptorWatcher} and {@code WaitAny}. */
        WATCHER,
        /** By a {@link FutexRing} of its own. */
        RING
    }

    /** The way. */
    @Param public Way way;

    private final Arena arena = Arena.ofShared();
    private final FutexWord question = FutexWord.allocate(arena);
    private final FutexWord answer = FutexWord.allocate(arena);
    private final FutexWord unused = FutexWord.allocate(arena);
    private final WaitSet answers = WaitSet.of(answer);
    private final Deadline never = Deadline.never();
    private WaitAny waitAny;
    private EventFd told;
    private Thread answering;
    private int round;

    /** The CPU time of the process for each round trip. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Cpu {
        /** In nanoseconds. */
        public double cpuNanos;

        private long rounds;
        private long before;

        /** Is called by JMH. */
        public Cpu() {}

        /** Reads the clock. */
        @Setup(Level.Iteration)
        public void begin() {
            rounds = 0;
            before = clock();
        }

        /** Divides the time by the round trips. */
        @TearDown(Level.Iteration)
        public void end() {
            cpuNanos = (double) (clock() - before) / rounds;
        }

        private static long clock() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }
    }

    /** Is called by JMH. */
    public Descriptors() {}

    /** Starts the answering thread. */
    @Setup
    @SuppressWarnings("MustBeClosed") // by tearDown
    public void setUp() {
        waitAny = WaitAny.open(Spin.none());
        told = new EventFd();
        answering = Thread.ofPlatform().start(this::answerAll);
    }

    /** Ends the answering thread, and frees everything. */
    @TearDown
    public void tearDown() throws InterruptedException {
        ask(OVER);
        answering.join();
        told.close();
        waitAny.close();
        arena.close();
    }

    /** Asks, and waits for the answer. */
    @Benchmark
    public int roundTrip(Cpu cpu) throws InterruptedException {
        cpu.rounds++;
        answers.expect(0, round);
        round = round == Integer.MAX_VALUE ? 0 : round + 1;
        ask(round);
        while (answer.get() != round) {
            waitAny.await(answers, never);
        }
        return round;
    }

    private void ask(int what) {
        question.set(what);
        if (way == Way.WORDS) {
            question.wakeOne();
        } else {
            told.add(1);
        }
    }

    private void answerAll() {
        try {
            switch (way) {
                case WORDS -> answerWords();
                case WATCHER -> answerByWatcher();
                case RING -> answerByRing();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    /** Answers; returns whether there will be another question. */
    private boolean answered() {
        int asked = question.get();
        answer.set(asked);
        answer.wakeOne();
        return asked != OVER;
    }

    private void answerWords() throws InterruptedException {
        WaitSet set = WaitSet.of(unused, question).expect(1, 0);
        do {
            waitAny.await(set, never);
            set.expect(1, question.get());
        } while (answered());
    }

    private void answerByWatcher() throws InterruptedException {
        try (DescriptorWatcher watcher = DescriptorWatcher.open();
                DescriptorWord word = watcher.watch(told.descriptor(), PollEvents.READ)) {
            WaitSet set = WaitSet.of(unused, word.word());
            do {
                word.arm();
                waitAny.await(set, never);
            } while (told.take() == 0 || answered());
        }
    }

    private void answerByRing() throws InterruptedException {
        try (FutexRing ring = FutexRing.open()) {
            ring.wait(unused, 0, _ -> {});
            Operation poll =
                    Operation.poll(told.descriptor(), PollEvents.READ).onCompletion(_ -> {});
            do {
                ring.queue(poll);
                ring.await(never);
            } while (told.take() == 0 || answered());
        }
    }
}
