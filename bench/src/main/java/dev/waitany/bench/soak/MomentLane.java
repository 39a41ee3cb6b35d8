/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.SoakStrategies;
import dev.waitany.bench.soak.moment.MomentCase;
import dev.waitany.bench.soak.moment.MomentRounds;
import dev.waitany.ring.FutexRing;
import java.util.ArrayList;
import java.util.List;

/** Plays some rounds of each combination of random moments in turn, up to the plan's number. */
final class MomentLane implements Lane {
    private static final int SLICE = 64;

    @Override
    public String name() {
        return "random moments";
    }

    @Override
    public void run(SoakContext soak) {
        SoakPlan plan = soak.plan();
        List<MomentCase> cases = cases(plan.strategies());
        for (int done = 0; done < plan.moments() && !soak.isOver(); done += SLICE) {
            for (MomentCase each : cases) {
                if (!soak.isOver()) {
                    play(each, Math.min(SLICE, plan.moments() - done), plan.seed() + done, soak);
                }
            }
        }
    }

    private static void play(MomentCase what, int rounds, long seed, SoakContext soak) {
        SoakPlan plan = soak.plan();
        try (MomentRounds moments =
                new MomentRounds(what, plan.strategies(), seed, plan.patience(), soak.findings)) {
            soak.counts.add(Count.MOMENTS, moments.play(rounds));
        }
    }

    private static List<MomentCase> cases(SoakStrategies strategies) {
        List<MomentCase> cases = new ArrayList<>();
        strategies.names().forEach(name -> cases.addAll(MomentCase.of(name)));
        if (hasRing()) {
            cases.addAll(MomentCase.ofRing());
        }
        return cases;
    }

    private static boolean hasRing() {
        try (FutexRing ring = FutexRing.open()) {
            return ring.pending() == 0;
        } catch (IllegalStateException | UnsupportedOperationException refused) {
            return false;
        }
    }
}
