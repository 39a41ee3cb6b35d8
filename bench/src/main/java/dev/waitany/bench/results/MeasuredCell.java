/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell: a workload, a strategy and a size, in Java or in C, with all its blocks.
 *
 * @param id unique in the results, as in {@code ping-pong/threads/128/java}
 * @param strategy the name of a strategy or of a baseline
 * @param language {@link #JAVA} or {@link #C}
 * @param twin whether this is the second cell of an A/A pair: the same program in another JVM
 * @param words the number of words of each wait
 * @param pending the number of waits that are pending at the same time; null if the workload's
 *     sizes count words
 * @param threadsPerWait platform threads that each pending wait has added; null if not counted
 * @param syscallsPerOp system calls per operation, counted in a separate JVM; null if not counted
 * @param bytesPerWord memory per armed word; null if not measured
 */
public record MeasuredCell(
        String id,
        String workload,
        String strategy,
        String language,
        boolean twin,
        int size,
        int words,
        @Nullable Integer pending,
        @Nullable Double threadsPerWait,
        @Nullable Double syscallsPerOp,
        @Nullable BytesPerWord bytesPerWord,
        List<WarmUp> warmUps,
        List<Block> blocks) {
    /** The language of the library. */
    public static final String JAVA = "java";

    /** The language of the references. */
    public static final String C = "c";

    /** With fewer blocks, an interval would say nothing. */
    public static final int LEAST_BLOCKS = 5;

    /**
     * The warm-up of one fork.
     *
     * @param blocks how many short blocks ran before the first measured one
     * @param steady whether the last of them had stopped to change
     */
    public record WarmUp(int fork, int blocks, boolean steady) {}

    /**
     * Memory that one armed word takes, in bytes, with the 128 bytes of the word itself.
     *
     * @param heap Java objects, after a collection
     * @param resident memory of the process outside the heap
     * @param kernel slabs, kernel stacks and page tables of the whole machine
     */
    public record BytesPerWord(double heap, double resident, double kernel) {}

    /** Returns whether the cell runs in Java and is not the second one of an A/A pair. */
    @JsonIgnore
    public boolean isSubject() {
        return language.equals(JAVA) && !twin;
    }

    /** Returns whether the warm-up ended in every fork because the series was steady. */
    @JsonIgnore
    public boolean isSteady() {
        return warmUps.stream().allMatch(WarmUp::steady);
    }

    /** Returns whether there are enough blocks to judge the cell by its intervals. */
    @JsonIgnore
    public boolean hasEnoughBlocks() {
        return blocks.size() >= LEAST_BLOCKS;
    }

    /** Returns whether another cell belongs to the same workload and size. */
    public boolean isGroupedWith(MeasuredCell other) {
        return workload.equals(other.workload) && size == other.size;
    }
}
