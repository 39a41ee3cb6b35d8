/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.jmh;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
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

/** A wait on words of which the last is changed already, and a wake that finds nobody. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class NotBlocking {
    /** The strategy; the path is the same for all. */
    @Param({"syscall-waitv", "ring-armed"})
    public String strategy;

    /** Words of the set. */
    @Param({"1", "8"})
    public int words;

    private final Deadline never = Deadline.never();
    private Arena arena;
    private WaitAny waitAny;
    private WaitSet set;
    private FutexWord lonely;

    /** For JMH. */
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
        lonely = FutexWord.allocate(arena);
        waitAny = WaitAny.open(strategy);
    }

    /** Closes all. */
    @TearDown
    public void tearDown() {
        waitAny.close();
        arena.close();
    }

    /** No system call. */
    @Benchmark
    public WaitResult waitOnChangedWord() throws InterruptedException {
        return waitAny.await(set, never);
    }

    /** One system call. */
    @Benchmark
    public int wakeNobody() {
        return lonely.wakeOne();
    }
}
