/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.crowd;

import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import java.util.List;

/** Many waiters of one word, of which a wake wakes one or all. */
public final class Herd implements Workload {
    private static final int MOST = 256;

    private final boolean all;

    private Herd(boolean all) {
        this.all = all;
    }

    /** Creates the workload in which each change wakes all waiters, as a barrier does. */
    public static Herd wakingAll() {
        return new Herd(true);
    }

    /** Creates the workload in which each token wakes one waiter, as a semaphore does. */
    public static Herd wakingOne() {
        return new Herd(false);
    }

    @Override
    public String name() {
        return all ? "herd-all" : "herd-one";
    }

    @Override
    public String about() {
        return all
                ? "N threads wait on one word. The driver changes it, wakes all, and blocks until"
                        + " the last one has run. An operation is one thread woken; the time is from"
                        + " the change until that thread runs."
                : "N threads wait on one word, which counts tokens. The driver adds one, wakes one"
                        + " thread, and blocks until a thread has taken it. The time is from the"
                        + " change until the token is taken.";
    }

    @Override
    public SizeUnit unit() {
        return SizeUnit.THREADS;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(16);
    }

    @Override
    public int words(int size) {
        return 1;
    }

    @Override
    public Limit limit(String strategy) {
        return Limit.NONE.or(MOST, "runs a thread for each waiter");
    }

    @Override
    public Session open(Cell cell, Placement placement, long seed) {
        return new HerdSession(cell.strategy(), cell.size(), all, placement);
    }
}
