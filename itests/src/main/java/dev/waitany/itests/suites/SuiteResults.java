/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.kernels.guest.GuestEvent;
import dev.waitany.kernels.guest.GuestEvents;
import dev.waitany.kernels.guest.GuestLostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sums the events of a guest up as results of its suites. For one guest, on one thread. */
final class SuiteResults {
    private static final double NANOS = 1e9;

    private final String kernel;
    private final Map<String, SuiteResult> results = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Deque<GuestEvent.Kind> begun = new ArrayDeque<>();
    private int passed;
    private int skipped;

    SuiteResults(String kernel) {
        this.kernel = kernel;
    }

    /**
     * Takes all events until the guest's tests are over. If the guest is lost, that is a failed
     * suite.
     *
     * @param progress is told each suite that begins
     */
    List<SuiteResult> take(GuestEvents events, Consumer<String> progress) {
        try {
            GuestEvent event = events.next();
            while (event.kind() != GuestEvent.Kind.OVER) {
                take(event, progress);
                event = events.next();
            }
        } catch (GuestLostException lost) {
            failures.add(String.valueOf(lost.getMessage()));
            end("lost", 0);
        }
        return List.copyOf(results.values());
    }

    private void take(GuestEvent event, Consumer<String> progress) {
        switch (event.kind()) {
            case CONTAINER -> {
                if (begun.isEmpty()) {
                    progress.accept(event.name());
                }
                begun.push(event.kind());
            }
            case TEST -> begun.push(event.kind());
            case PASSED, FAILED, ABORTED -> ended(event, begun.pop());
            case SKIPPED -> skipped(event);
            case ENTRY, OVER -> {}
        }
    }

    private void ended(GuestEvent event, GuestEvent.Kind what) {
        switch (event.kind()) {
            case FAILED -> failures.add(event.name() + ": " + event.detail());
            case ABORTED -> skipped++;
            default -> passed += what == GuestEvent.Kind.TEST ? 1 : 0; // containers are not tests
        }
        if (begun.isEmpty()) {
            end(event.name(), event.nanos() / NANOS);
        }
    }

    private void skipped(GuestEvent event) {
        skipped++;
        if (begun.isEmpty()) { // a suite as a whole
            end(event.name(), 0);
        }
    }

    private void end(String suite, double seconds) {
        results.merge(
                suite,
                new SuiteResult(kernel, suite, passed, skipped, failures, seconds),
                SuiteResult::plus);
        passed = 0;
        skipped = 0;
        failures.clear();
    }
}
