/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.WaitResult;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a wait ended: with results (an armed set may deliver several) or with an exception.
 *
 * @param exact whether the strategy knows every wake it consumed
 */
record Observation(List<WaitResult> results, @Nullable Throwable failure, boolean exact) {

    /** Describes everything, for outcomes that must be equal. */
    String inFull() {
        return failure != null ? failure.getClass().getSimpleName() : results.toString();
    }

    /**
     * Describes the outcome of a change without a wake while an armed set's call is beginning. The
     * contract leaves open whether the change ends that call.
     */
    String ofASilentChange() {
        boolean open =
                failure == null
                        && results.size() == 1
                        && List.of("TIMED_OUT", "CHANGED 0")
                                .contains(results.getFirst().toString());
        return open ? "[TIMED_OUT or CHANGED 0]" : inFull();
    }

    /**
     * Describes the outcome for a word that was changed and then woken. A wake and a change count
     * as the same.
     */
    String ofAReadyWord() {
        return failure != null
                ? failure.getClass().getSimpleName()
                : results.stream()
                        .map(result -> (result.isReady() ? "READY" : "NOT") + parts(result))
                        .toList()
                        .toString();
    }

    /**
     * Describes the outcome of a volley. Timing decides which of its wakes the wait consumed. No
     * counted wake may be missing, and an exact strategy must not report others.
     *
     * @param counted indexes whose wakes the kernel counted
     * @param all indexes that were changed and woken
     */
    String ofAVolley(Set<Integer> counted, Set<Integer> all) {
        if (failure != null) {
            return failure.getClass().getSimpleName();
        }
        List<Integer> named = results.stream().flatMap(Observation::named).toList();
        Set<Integer> distinct = Set.copyOf(named);
        boolean armed = results.size() > 1;
        boolean known = !exact || armed || distinct.equals(counted);
        boolean right =
                named.size() == distinct.size()
                        && distinct.containsAll(counted)
                        && all.containsAll(distinct)
                        && known;
        return right ? "all accounted for" : this + " of wakes counted on " + counted;
    }

    private static Stream<Integer> named(WaitResult result) {
        return IntStream.concat(
                        IntStream.of(result.index()),
                        IntStream.concat(
                                Arrays.stream(result.surplus()), Arrays.stream(result.forwarded())))
                .boxed();
    }

    private static String parts(WaitResult result) {
        return named(result).map(String::valueOf).collect(Collectors.joining(" + ", " ", ""));
    }
}
