/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.strategy.ComparedStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way of using the strategies that can be measured.
 *
 * <p>A workload owns everything that is specific to it: the C program it is compared with, its
 * baselines, its target ratios, and what the reports say about it. The default of each optional
 * part is to have none, so a figure that a workload does not ask for is absent rather than wrong.
 *
 * <p>In every workload an operation is one wake by the driver, from the change of the word until
 * the waiter's reply has arrived.
 */
public interface Workload {
    /** The baseline that does nothing, so that its cost is that of the instrument. */
    String INSTRUMENT = "nothing";

    /**
     * Returns the name for the command line and the results: lower case with hyphens, followed by
     * {@link Parameters#suffix()}.
     */
    String name();

    /** Returns what the workload does and measures, in sentences. The HTML report prints it. */
    String about();

    /** Returns what the sizes count: the words of a set by default. */
    default SizeUnit unit() {
        return SizeUnit.WORDS;
    }

    /** Returns the sizes that are measured by default, in ascending order. */
    List<Integer> sizes();

    /** Returns the number of words of each wait, at a size: the size by default. */
    default int words(int size) {
        return size;
    }

    /**
     * Returns the largest size at which a strategy or baseline is measured. By default that is the
     * strategy's largest set, and baselines have no limit.
     *
     * @param strategy a strategy that works on this machine, or one of {@link #baselines()}
     */
    default Limit limit(String strategy) throws Exception {
        return baselines().contains(strategy) ? Limit.NONE : Limit.ofWords(strategy);
    }

    /**
     * Sets up one cell. The calling thread becomes its driver and may be pinned to a CPU. Threads
     * of the session block between two calls of {@link Session#run}.
     */
    Session open(Cell cell, Placement placement, long seed) throws Exception;

    /** Returns what can be set besides the size, with its values. */
    default Parameters parameters() {
        return Parameters.NONE;
    }

    /** Returns the same workload with other values of its {@link #parameters()}. */
    default Workload with(Parameters values) {
        throw new UnsupportedOperationException(name() + " has no parameters");
    }

    /** Returns the CPUs to use, of those that are available. */
    default Placement placed(Placement available) {
        return available;
    }

    /** Returns the length below which a block would have too few operations. */
    default Duration leastBlock() {
        return Duration.ZERO;
    }

    /** Returns how many operations a new JVM needs until its compilers have begun. */
    default long operationsToCompile() {
        return 10_000;
    }

    /** Returns the C program that does the same work; without one there are no ratios to C. */
    default Optional<CSource> cReference() {
        return Optional.empty();
    }

    /**
     * Returns whether to count system calls. It needs sessions in which all system calls between
     * the beginning and the end of {@link Session#run} belong to the operations of its block.
     */
    default boolean countsSystemCalls() {
        return false;
    }

    /** Returns a measurement of memory per word at a size, if one makes sense there. */
    default Optional<MemoryProbe> memoryProbe(int size) {
        return Optional.empty();
    }

    /**
     * Returns the strategies that are measured by default with waits that spin too, as {@link
     * ComparedStrategy#spinning} names them. Others are measured if they are asked for.
     */
    default List<String> spinning() {
        return List.of();
    }

    /** Returns the names of other ways to wait that are measured in addition to the strategies. */
    default List<String> baselines() {
        return List.of();
    }

    /** Returns the baselines that do not work on this machine, with the reasons. */
    default Map<String, String> unavailableBaselines() {
        return Map.of();
    }

    /**
     * Returns the ratios that the reports state under this workload. A ratio is left out if one of
     * its two sides was not measured.
     *
     * @param strategies the strategies that were measured in this workload, in the order of {@link
     *     dev.waitany.WaitAny#strategies()}, followed by the baselines
     */
    default List<TargetRatio> targets(List<String> strategies) {
        return List.of();
    }

    /** A cell that is set up. Used by the driver's thread only. */
    interface Session extends AutoCloseable {
        /** Runs operations for the given time and returns their figures. */
        Block run(Duration span) throws Exception;

        /** Returns how many platform threads each pending wait has added; null if not counted. */
        default @Nullable Double threadsPerWait() {
            return null;
        }

        @Override
        void close();
    }
}
