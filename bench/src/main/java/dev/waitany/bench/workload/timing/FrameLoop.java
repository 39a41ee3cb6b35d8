/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.timing;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;

/** A loop of frames at a fixed rate, each of which forks work to threads and joins them. */
public final class FrameLoop implements Workload {
    private static final Parameter RATE =
            Parameter.count("rate", 240, 1, 2000, "frames per second");
    private static final Parameter WORK = Parameter.time("work", 100_000, 1_000, 100_000_000);
    private static final int FRAMES_OF_A_BLOCK = 24;
    private static final long SECOND = 1_000_000_000;

    private final Parameters parameters;

    /** Creates the workload with 240 frames per second and 100 µs of work for each thread. */
    public FrameLoop() {
        this(Parameters.of(RATE, WORK));
    }

    private FrameLoop(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "frame-loop" + parameters.suffix();
    }

    @Override
    public String about() {
        return parameters.get(RATE)
                + " frames per second: the driver waits until the frame begins, by a deadline,"
                + " wakes N threads by a word each, and waits on N words until all have done "
                + WORK.text(parameters.get(WORK))
                + " of work. The time is from the intended begin until all are done. A frame is"
                + " missed if that is after the next begin. CPU includes the work.";
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.THREADS;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(2);
    }

    @Override
    public Limit limit(String strategy) {
        return Limit.ofWords(strategy).or(64, "runs a thread for each word");
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new FrameLoop(values);
    }

    @Override
    public Duration leastBlock() {
        return Duration.ofNanos(FRAMES_OF_A_BLOCK * SECOND / parameters.get(RATE));
    }

    @Override
    public long operationsToCompile() {
        return 2L * FRAMES_OF_A_BLOCK;
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new FrameSession(
                cell.strategy(),
                cell.size(),
                SECOND / parameters.get(RATE),
                parameters.get(WORK),
                placement);
    }
}
