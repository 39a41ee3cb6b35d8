/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.BlockFigures;
import dev.waitany.bench.results.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JVM that runs one strategy. It has at most one open cell, and answers each line of its input
 * with one line:
 *
 * <ul>
 *   <li>{@code open CELL SEED} sets up a cell, whose argument is {@link Cell#argument()};
 *   <li>{@code run NANOS} runs a block;
 *   <li>{@code close} closes the cell.
 * </ul>
 *
 * <p>Each strategy has a separate JVM, so that another strategy's profile does not shape its code,
 * and words that another strategy has armed do not lengthen its hash chains. The JVM ends at the
 * end of its input, so it does not outlive its parent.
 */
public final class Worker {
    /** The command of the child JVM. */
    public static final String COMMAND = "work";

    /** After this time, a request is considered to hang. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /**
     * The answer to a request.
     *
     * @param error what went wrong; null if nothing did
     * @param figures of the block; null unless one was run
     */
    record Answer(
            @Nullable String error,
            @Nullable Double threadsPerWait,
            @Nullable BlockFigures figures) {}

    private final Function<String, Cell> cells;
    private final Placement placement = Placement.ofThisProcess(); // before a thread is pinned
    private Workload.@Nullable Session session;

    /** Creates a worker that finds cells by their argument. */
    public Worker(Function<String, Cell> cells) {
        this.cells = cells;
    }

    /** Answers requests until the input ends. */
    public void serve(BufferedReader requests, PrintStream answers) throws IOException {
        try (Watchdog watchdog = new Watchdog()) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                answers.println(Json.compact(answer(line, watchdog)));
                answers.flush();
            }
        } finally {
            close();
        }
    }

    private Answer answer(String line, Watchdog watchdog) {
        try {
            return watchdog.watch(line, LIMIT, () -> handle(line.split(" ", -1)));
        } catch (Exception failure) {
            return new Answer(String.valueOf(failure.getMessage()), null, null);
        }
    }

    private Answer handle(String[] request) throws Exception {
        return switch (request[0]) {
            case "open" -> open(cells.apply(request[1]), Long.parseLong(request[2]));
            case "run" -> run(Duration.ofNanos(Long.parseLong(request[1])));
            case "close" -> {
                close();
                yield new Answer(null, null, null);
            }
            default -> throw new IllegalStateException("not understood");
        };
    }

    private Answer open(Cell cell, long seed) throws Exception {
        Workload.Session opened =
                cell.workload().open(cell, cell.workload().placed(placement), seed);
        session = opened;
        return new Answer(null, opened.threadsPerWait(), null);
    }

    private Answer run(Duration span) throws Exception {
        Workload.Session open = session;
        if (open == null) {
            throw new IllegalStateException("no cell is open");
        }
        return new Answer(null, null, open.run(span).figures());
    }

    private void close() {
        Workload.Session open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
