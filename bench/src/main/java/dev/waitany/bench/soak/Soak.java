/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Counts;
import dev.waitany.bench.soak.account.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs all lanes at once for the plan's time, ends them, and looks for what is left. Used once.
 *
 * <p>{@link #end()} may be called by any thread, so that an interrupted run keeps what it has.
 */
public final class Soak {
    private static final long PROGRESS_NANOS = 1_000_000_000;

    private final SoakContext context;

    /** Makes a soak that has not begun. */
    public Soak(SoakPlan plan) {
        this.context = new SoakContext(plan);
    }

    /**
     * Runs until the time is up, {@link #end()} is called, or something is found.
     *
     * @param progress gets the counters once a second, in this thread
     * @return what was counted and found
     */
    public SoakResult run(Consumer<Counts> progress) throws InterruptedException {
        warmUp();
        Holdings before = Holdings.now();
        long start = System.nanoTime();
        List<SoakThread> threads = new ArrayList<>();
        for (Lane lane : lanes()) {
            threads.add(
                    SoakThread.platform("soak " + lane.name(), context, () -> lane.run(context))
                            .start());
        }
        long limit = context.plan().time().toNanos();
        while (!context.isOver() && System.nanoTime() - start < limit) {
            context.pause(Math.min(PROGRESS_NANOS, limit));
            progress.accept(context.counts);
        }
        end();
        threads.forEach(thread -> thread.join(context));
        compareSums();
        if (!context.findings.any()) { // else threads and words are left on purpose
            findLeaks(before);
        }
        return SoakResult.of(context, System.nanoTime() - start);
    }

    /** Ends the run early. It accounts for what it has. */
    public void end() {
        context.end();
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (String strategy : context.plan().strategies().names()) {
            try (WaitAny waitAny = context.open(strategy)) {
                if (waitAny.capabilities().staysArmed()) {
                    lanes.add(new ArmedLane(strategy));
                }
            }
            lanes.add(new FutureLane(strategy));
        }
        lanes.add(new TokenLane());
        lanes.add(new MomentLane());
        lanes.add(new LoaderChurn());
        lanes.add(new MemoryPressure());
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            lanes.add(new CpuSteal(i));
        }
        return lanes;
    }

    /** Lets the JDK and the library open what they keep for the life of the process. */
    private void warmUp() throws InterruptedException {
        Thread.ofVirtual().start(() -> {}).join();
        for (String strategy : context.plan().strategies().names()) {
            context.open(strategy).close();
        }
    }

    private void compareSums() {
        Counts counts = context.counts;
        long found =
                counts.of(Count.DELIVERED) + counts.of(Count.SURPLUS) + counts.of(Count.CHANGED);
        long issued = counts.of(Count.ISSUED);
        if (found != issued && !context.findings.any()) {
            context.findings.add(
                    found < issued ? Finding.Kind.LOST : Finding.Kind.INVENTED,
                    "all lanes",
                    issued + " wakes issued and " + found + " accounted for");
        }
    }

    private void findLeaks(Holdings before) {
        for (String left : Holdings.leftSince(before, context.patience())) {
            context.findings.add(Finding.Kind.LEAKED, "after the run", left);
        }
    }
}
