/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workloads with many waits, and what stands beside the strategies in each. */
final class Crowds {
    private static final String FUTURES = "CompletableFuture.anyOf";
    private static final String CONDITION = "Condition";
    private static final String SELECTOR = "Selector";

    /** That the JVM itself may need. */
    private static final int FILES_KEPT = 500;

    private static final String AND_THEN =
            ". The driver wakes one at random; it ends, answers, and begins again: one at a time"
                    + " for round trips and CPU, up to 32 for throughput. Broken lines are what"
                    + " the JDK has.";

    private Crowds() {}

    /** Futures that are pending, and completed by whatever thread. */
    static Workload async() {
        Map<String, CrowdWorkload.Baseline> baselines = new LinkedHashMap<>();
        baselines.put(FUTURES, new CrowdWorkload.Baseline(Limit.NONE, AsyncFutures::new));
        baselines.put(
                CONDITION,
                new CrowdWorkload.Baseline(
                        CrowdWorkload.threads(1),
                        (waiters, answers) ->
                                ThreadCrowd.ofPlatform(new AnyOfFlags(waiters), waiters, answers)));
        baselines.put(
                SELECTOR,
                new CrowdWorkload.Baseline(files(AsyncPipes.FILES_PER_WAITER), AsyncPipes::new));
        return new CrowdWorkload(
                "async",
                "Futures of awaitAsync are pending, each on " + Crowd.SOURCES + " words" + AND_THEN,
                List.of(1_000, 10_000),
                AsyncWords::new,
                baselines);
    }

    /** Virtual threads that are blocked, each in a wait of its own. */
    static Workload virtualThreads() {
        Map<String, CrowdWorkload.Baseline> baselines = new LinkedHashMap<>();
        baselines.put(FUTURES, virtual(Limit.NONE, AnyOfFutures::new));
        baselines.put(CONDITION, virtual(Limit.NONE, AnyOfFlags::new));
        baselines.put(SELECTOR, virtual(files(AnyOfPipes.FILES_PER_WAITER), AnyOfPipes::new));
        return new CrowdWorkload(
                "virtual-threads",
                "Virtual threads are blocked in await, each on "
                        + Crowd.SOURCES
                        + " words"
                        + AND_THEN,
                List.of(1, 1_000, 10_000),
                (waitAny, waiters, answers) ->
                        ThreadCrowd.ofVirtual(new AnyOfWords(waitAny, waiters), waiters, answers),
                baselines);
    }

    @FunctionalInterface
    private interface Made {
        AnyOf by(int waiters) throws Exception;
    }

    private static CrowdWorkload.Baseline virtual(Limit limit, Made anyOf) {
        return new CrowdWorkload.Baseline(
                limit,
                (waiters, answers) -> ThreadCrowd.ofVirtual(anyOf.by(waiters), waiters, answers));
    }

    private static Limit files(int each) {
        long allowed = Environment.openFiles();
        long most = Math.max(1, (allowed - FILES_KEPT) / each);
        long round = most < 100 ? most : most / 100 * 100;
        return Limit.NONE.or(
                (int) Math.min(round, Integer.MAX_VALUE),
                "takes " + each + " of " + allowed + " open files for each pending wait");
    }
}
