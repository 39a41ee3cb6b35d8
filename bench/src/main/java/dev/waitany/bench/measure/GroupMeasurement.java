/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.environment.CpuTimes;
import dev.waitany.bench.results.Block;
import dev.waitany.bench.results.BlockFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;

/**
 * Measures all contestants of one workload and size in one fork. All are open at the same time.
 * Each round runs one block of each, in a random order: what the machine does during a round
 * affects all alike, and no contestant always follows the same other one.
 */
final class GroupMeasurement {
    private final Effort effort;
    private final Contestants contestants;
    private final WarmUp warmUp;
    private final Recorder recorder;
    private final UniformRandomProvider random;
    private final int fork;
    private final Runnable betweenBlocks;

    GroupMeasurement(
            Effort effort,
            Contestants contestants,
            Recorder recorder,
            UniformRandomProvider random,
            int fork,
            Runnable betweenBlocks) {
        this.effort = effort;
        this.contestants = contestants;
        this.warmUp = new WarmUp(effort.warmUpBlock());
        this.recorder = recorder;
        this.random = random;
        this.fork = fork;
        this.betweenBlocks = betweenBlocks;
    }

    /**
     * Opens, warms up and measures the contestants.
     *
     * @param share a time to keep if it suffices for enough rounds
     * @param last a time of nanoTime after which no round begins
     * @return the number of rounds
     */
    int measure(List<Contestant> group, Duration share, long last) throws Exception {
        long end = System.nanoTime() + share.toNanos();
        Map<Contestant, OpenCell> open = new LinkedHashMap<>();
        try {
            for (Contestant contestant : group) {
                OpenCell opened = contestants.open(contestant, random.nextLong());
                open.put(contestant, opened);
                recorder.addThreadsPerWait(contestant.id(), opened.threadsPerWait());
                betweenBlocks.run();
            }
            warmUpAll(open, end);
            return rounds(open, end, last);
        } finally {
            open.values().forEach(OpenCell::close);
        }
    }

    private void warmUpAll(Map<Contestant, OpenCell> open, long end) throws Exception {
        Duration most = effort.warmUpWithin(until(end), open.size());
        for (Contestant contestant : shuffled(open)) {
            if (contestant.isJava()) {
                OpenCell cell = open.get(contestant);
                if (cell != null) {
                    recorder.add(
                            contestant.id(),
                            warmUp.run(fork, contestant, cell, most, random.nextLong()));
                }
                betweenBlocks.run();
            }
        }
    }

    private int rounds(Map<Contestant, OpenCell> open, long end, long last) throws Exception {
        Duration least = open.keySet().iterator().next().cell().workload().leastBlock();
        Duration span = effort.blockWithin(until(end), open.size(), least);
        RoundLimits limits = new RoundLimits(effort.rounds(), end, last);
        int round = 0;
        for (; limits.allow(round, System.nanoTime()); round++) {
            Map<String, Block> blocks = new LinkedHashMap<>();
            long seed = random.nextLong(); // the same sequence of words for all
            for (Contestant contestant : shuffled(open)) {
                OpenCell cell = open.get(contestant);
                if (cell != null) {
                    blocks.put(contestant.id(), block(cell, round, blocks.size(), span, seed));
                }
                betweenBlocks.run();
            }
            recorder.add(blocks);
        }
        return round;
    }

    private Block block(OpenCell cell, int round, int position, Duration span, long seed)
            throws Exception {
        CpuTimes before = CpuTimes.now();
        BlockFigures figures = cell.run(span, seed);
        long steal = CpuTimes.now().since(before).stealNanos();
        return new Block(fork, round, position, steal, figures);
    }

    private List<Contestant> shuffled(Map<Contestant, OpenCell> open) {
        List<Contestant> order = new ArrayList<>(open.keySet());
        ListSampler.shuffle(random, order);
        return order;
    }

    private static Duration until(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
