/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.measure.Limit;
import dev.waitany.bench.measure.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workloads with many pending waits, and the baselines of each. */
final class GroupWorkloads {
    private static final String FUTURES = "CompletableFuture.anyOf";
    private static final String CONDITION = "Condition";
    private static final String SELECTOR = "Selector";

    /** Open files that the JVM itself may need. */
    private static final int FILES_KEPT = 500;

    private static final String EACH_WAKE =
            ". The driver wakes one at random; that wait ends, replies, and begins again. One wake"
                    + " is in flight for round trips and CPU, up to 32 for throughput. Broken lines"
                    + " are other ways to wait that the JDK has.";

    private GroupWorkloads() {}

    /** Creates the workload whose waits are futures, completed by any thread. */
    static Workload async() {
        Map<String, GroupWorkload.Baseline> baselines = new LinkedHashMap<>();
        baselines.put(FUTURES, new GroupWorkload.Baseline(Limit.NONE, AsyncFutures::new));
        baselines.put(
                CONDITION,
                new GroupWorkload.Baseline(
                        GroupWorkload.threads(1),
                        (waiters, replies) ->
                                ThreadWaiters.ofPlatform(
                                        new AnyOfFlags(waiters), waiters, replies)));
        baselines.put(
                SELECTOR,
                new GroupWorkload.Baseline(files(AsyncPipes.FILES_PER_WAITER), AsyncPipes::new));
        return new GroupWorkload(
                "async",
                "Futures of awaitAsync are pending, each on "
                        + WaiterGroup.SOURCES
                        + " words"
                        + EACH_WAKE,
                List.of(1_000, 10_000),
                AsyncWords::new,
                baselines);
    }

    /** Creates the workload whose waits block one virtual thread each. */
    static Workload virtualThreads() {
        Map<String, GroupWorkload.Baseline> baselines = new LinkedHashMap<>();
        baselines.put(FUTURES, virtual(Limit.NONE, AnyOfFutures::new));
        baselines.put(CONDITION, virtual(Limit.NONE, AnyOfFlags::new));
        baselines.put(SELECTOR, virtual(files(AnyOfPipes.FILES_PER_WAITER), AnyOfPipes::new));
        return new GroupWorkload(
                "virtual-threads",
                "Virtual threads are blocked in await, each on "
                        + WaiterGroup.SOURCES
                        + " words"
                        + EACH_WAKE,
                List.of(1, 1_000, 10_000),
                (waitAny, waiters, replies) ->
                        ThreadWaiters.ofVirtual(new AnyOfWords(waitAny, waiters), waiters, replies),
                baselines);
    }

    /** Creates the workload whose virtual threads keep their words armed from wait to wait. */
    static Workload virtualArmed() {
        return new GroupWorkload(
                "virtual-armed",
                "Virtual threads are blocked in calls on their own armed sets, each of "
                        + WaiterGroup.SOURCES
                        + " words"
                        + EACH_WAKE,
                List.of(1_000, 10_000),
                (waitAny, waiters, replies) ->
                        ThreadWaiters.ofVirtual(
                                new AnyOfArmedWords(waitAny, waiters), waiters, replies),
                Map.of(FUTURES, virtual(Limit.NONE, AnyOfFutures::new)));
    }

    @FunctionalInterface
    private interface AnyOfFactory {
        AnyOf create(int waiters) throws Exception;
    }

    private static GroupWorkload.Baseline virtual(Limit limit, AnyOfFactory anyOf) {
        return new GroupWorkload.Baseline(
                limit,
                (waiters, replies) ->
                        ThreadWaiters.ofVirtual(anyOf.create(waiters), waiters, replies));
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
