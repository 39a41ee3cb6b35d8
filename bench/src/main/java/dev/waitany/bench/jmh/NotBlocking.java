/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.jmh;

import dev.waitany.CountedWord;
import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.Spin;
import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import dev.waitany.WaitSet;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * Times the paths that do not block: a wait on words of which the last one has already changed, and
 * a wake of a word without waiters.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class NotBlocking {
    /** The strategy. The {@code jmh} command passes all that work on this machine. */
    @Param({})
    public String strategy;

    /** The number of words of the set. */
    @Param({"1", "8"})
    public int words;

    private final Deadline never = Deadline.never();
    private Arena arena;
    private WaitAny waitAny;
    private WaitSet set;
    private FutexWord unwaited;
    private CountedWord counted;

    /** Is called by JMH. */
    public NotBlocking() {}

    /** Opens the strategy. */
    @Setup
    @SuppressWarnings("MustBeClosed") // by tearDown
    public void setUp() {
        arena = Arena.ofShared();
        FutexWord[] all = new FutexWord[words];
        for (int i = 0; i < words; i++) {
            all[i] = FutexWord.allocate(arena);
        }
        set = WaitSet.of(all);
        all[words - 1].set(1);
        unwaited = FutexWord.allocate(arena);
        counted = CountedWord.allocate(arena);
        waitAny = WaitAny.open(strategy, Spin.none());
    }

    /** Closes the strategy and frees the words. */
    @TearDown
    public void tearDown() {
        waitAny.close();
        arena.close();
    }

    /** Makes no system call. */
    @Benchmark
    public WaitResult waitOnChangedWord() throws InterruptedException {
        return waitAny.await(set, never);
    }

    /** Makes no system call. */
    @Benchmark
    public int wakeNobodyCounted() {
        return counted.wakeOne();
    }

    /** Makes one system call. */
    @Benchmark
    public int wakeNobody() {
        return unwaited.wakeOne();
    }
}
