/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.bench.argument.Parameter;
import dev.waitany.bench.argument.Parameters;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import java.time.Duration;
import java.util.List;

/** Threads of a server, each of which waits on a queue, a semaphore, a timer and a stop flag. */
public final class ServerMix implements Workload {
    private static final Parameter RATE =
            Parameter.count("rate", 5000, 10, 100_000, "requests per second");
    private static final Parameter IDLE =
            Parameter.time("deadline", 2_000_000, 100_000, 1_000_000_000);
    private static final long SECOND = 1_000_000_000;

    private final Parameters parameters;

    /** Creates the workload with 5,000 requests per second and a timer of 2 ms. */
    public ServerMix() {
        this(Parameters.of(RATE, IDLE));
    }

    private ServerMix(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String name() {
        return "server-mix" + parameters.suffix();
    }

    @Override
    public String about() {
        return "N threads wait on a queue, a semaphore, a flag to reload and a flag to stop, with a"
                + " timer of "
                + IDLE.text(parameters.get(IDLE))
                + ". The driver acts at "
                + parameters.get(RATE)
                + " requests per second on average, at random times: four of five go to the queue,"
                + " one to the semaphore. The time is from the intended time of a request until a"
                + " thread has it. CPU is that of the threads.";
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.THREADS;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(4);
    }

    @Override
    public int words(int size) {
        return ServerSession.WORDS;
    }

    @Override
    public Limit limit(String strategy) {
        return Limit.NONE.or(256, "runs a thread for each waiter");
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Workload with(Parameters values) {
        return new ServerMix(values);
    }

    @Override
    public Duration leastBlock() {
        return Duration.ofNanos(100 * SECOND / parameters.get(RATE));
    }

    @Override
    public long operationsToCompile() {
        return 2000;
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new ServerSession(
                cell, SECOND / parameters.get(RATE), parameters.get(IDLE), placement, seed);
    }
}
