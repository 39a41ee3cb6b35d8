/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import dev.waitany.FutexWord;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what each set-up of a ring costs, as a ratio to {@link RingMode#DEFERRED} alone. One run
 * measures all of them: each turn has a block of each, and the result is the median of the turns'
 * ratios. docs/how-to/measure-ring-setups.md says how to run it.
 *
 * <p>Arguments: the number of turns (default 100), and of round trips in a block (default 500).
 */
final class TrialSetups {
    private static final int WARM_UP_TURNS = 4;

    /** What is compared: a ring, and how its owner waits. */
    private record Subject(String name, TrialSetup setup, boolean limited, long leastNanos) {}

    private TrialSetups() {}

    public static void main(String[] args) throws Exception {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        System.out.printf(
                Locale.ROOT,
                "wall and CPU in µs; ratios to the first row, and between which the CPU's median is at 95 %%%n");
        measure("one round trip, 8 armed words", roundTrips(), 1, turns, rounds);
        measure("own wake, no sleep", roundTrips(), RingLoad.ALONE, turns, 4 * rounds);
        measure("64 wakes, 64 armed words", batches(), RingLoad.BATCH, turns, rounds / 8);
    }

    private static List<Subject> roundTrips() {
        TrialSetup plain = TrialSetup.of(RingMode.DEFERRED);
        List<Subject> subjects = new ArrayList<>();
        for (TrialSetup setup :
                List.of(
                        plain,
                        plain,
                        plain.withIndexArray(),
                        plain.withRegisteredDescriptor(),
                        plain.withRegisteredWaits(),
                        plain.withRegisteredDescriptor().withRegisteredWaits(),
                        TrialSetup.of(RingMode.COOPERATIVE),
                        TrialSetup.of(RingMode.PROMPT),
                        plain.withKernelPolling())) {
            subjects.add(new Subject(setup.toString(), setup, true, 0));
        }
        subjects.add(new Subject("DEFERRED, no limit of time", plain, false, 0));
        return subjects;
    }

    private static List<Subject> batches() {
        TrialSetup plain = TrialSetup.of(RingMode.DEFERRED);
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("DEFERRED", plain, true, 0));
        subjects.add(new Subject("DEFERRED", plain, true, 0));
        for (long micros : new long[] {20, 50, 200}) {
            subjects.add(
                    new Subject(
                            "DEFERRED, least wait " + micros + " µs", plain, true, micros * 1_000));
        }
        return subjects;
    }

    private static void measure(
            String what, List<Subject> subjects, int batch, int turns, int rounds)
            throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int s = 0; s < subjects.size(); s++) {
            order.add(s);
        }
        Random random = new Random(1);
        double[][] wall = new double[subjects.size()][turns];
        double[][] cpu = new double[subjects.size()][turns];
        try (Arena arena = Arena.ofShared()) {
            FutexWord[] words = new FutexWord[Math.max(batch, RingLoad.WORDS)];
            Arrays.setAll(words, _ -> FutexWord.allocate(arena));
            FutexWord answers = FutexWord.allocate(arena);
            for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
                Collections.shuffle(order, random); // or one would always bear what another left
                for (int s : order) {
                    Subject subject = subjects.get(s);
                    RingLoad load =
                            new RingLoad(
                                    subject.setup,
                                    words,
                                    answers,
                                    batch,
                                    subject.limited,
                                    subject.leastNanos);
                    RingLoad.Cost cost = load.run(rounds);
                    if (turn >= 0) {
                        wall[s][turn] = cost.wallNanos() / 1e3 / rounds;
                        cpu[s][turn] = cost.cpuNanos() / 1e3 / rounds;
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT, "%n%-46s %8s %8s %8s %8s%n", what, "wall", "CPU", "wall", "CPU");
        for (int s = 0; s < subjects.size(); s++) {
            double[] ratios = ratios(cpu[s], cpu[0]);
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %8.1f %8.1f %8.3f %8.3f   %.3f - %.3f%n",
                    subjects.get(s).name,
                    quantile(wall[s], 0.5),
                    quantile(cpu[s], 0.5),
                    quantile(ratios(wall[s], wall[0]), 0.5),
                    quantile(ratios, 0.5),
                    quantile(ratios, 0.5 - 0.98 / Math.sqrt(turns)),
                    quantile(ratios, 0.5 + 0.98 / Math.sqrt(turns)));
        }
    }

    /** Turn by turn, so that what disturbs a whole turn does not show. */
    private static double[] ratios(double[] these, double[] those) {
        double[] ratios = new double[these.length];
        Arrays.setAll(ratios, i -> these[i] / those[i]);
        return ratios;
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(q * (sorted.length - 1))];
    }
}
