/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Finds the results of a guest's tests by their unique ids. Events are read as far as a question
 * needs, so a test is reported when it is over. Thread-safe.
 */
public final class GuestResults {
    /** A test that a factory has made in the guest. */
    public record DynamicResult(String uniqueId, String name) {}

    private static final String DYNAMIC = "/[dynamic-";

    private final String guest;
    private final GuestEvents events;
    private final Map<String, GuestEvent> ends = new HashMap<>();
    private final Map<String, List<DynamicResult>> dynamic = new HashMap<>(); // by their factories
    private final Map<String, String> skipped = new HashMap<>(); // reasons, by place
    private final Set<String> failures = new LinkedHashSet<>(); // that were not asked for
    private final Deque<String> running = new ArrayDeque<>();
    private @Nullable String lost;
    private boolean over;

    /**
     * Takes the events of one guest, of which nothing has been read.
     *
     * @param guest its name, which failures begin with: reports of some tools have no other place
     *     for it
     */
    public GuestResults(String guest, GuestEvents events) {
        this.guest = guest;
        this.events = events;
    }

    /**
     * Waits until a test is over in the guest.
     *
     * @param name its display name
     * @throws GuestFailure if it failed there, if a container above it failed before it, or if the
     *     guest did not run it
     * @throws TestAbortedException if it was skipped or aborted there
     * @throws GuestLostException if the guest ended before the test
     */
    public synchronized void report(String uniqueId, String name) {
        GuestEvent end = end(uniqueId);
        if (end != null) {
            report(uniqueId, end);
            return;
        }
        String reason = skipped.get(place(parent(uniqueId), name));
        if (reason != null) {
            throw new TestAbortedException(reason);
        }
        reportAbove(uniqueId);
        if (lost != null) {
            throw new GuestLostException(guest + ": " + lost);
        }
        throw new GuestFailure(guest + ": the guest has run no test " + uniqueId);
    }

    /** Waits until a test factory is over in the guest, and returns the tests that it made. */
    public synchronized List<DynamicResult> madeBy(String factory) {
        end(factory);
        return List.copyOf(dynamic.getOrDefault(factory, List.of()));
    }

    /**
     * Waits until all is over, and fails with the first failure that was not asked for: one of a
     * container.
     *
     * @throws GuestFailure if there is one
     */
    public synchronized void reportRest() {
        end(""); // the id of nothing
        for (String id : List.copyOf(failures)) {
            GuestEvent end = ends.get(id);
            if (end != null) {
                report(id, end);
            }
        }
    }

    private void report(String id, GuestEvent end) {
        failures.remove(id);
        switch (end.kind()) {
            case PASSED -> {}
            case FAILED -> throw new GuestFailure(guest + ": " + end.detail());
            default -> throw new TestAbortedException(end.detail());
        }
    }

    /** A container that has not passed is why a test in it did not run. */
    private void reportAbove(String id) {
        for (String above = parent(id); !above.isEmpty(); above = parent(above)) {
            GuestEvent end = ends.get(above);
            if (end != null) {
                report(above, end);
            }
        }
    }

    /** Reads events until that test or container is over; null if the guest's end comes first. */
    private @Nullable GuestEvent end(String id) {
        while (!over && !ends.containsKey(id)) {
            try {
                take(events.next());
            } catch (GuestLostException gone) {
                lost = String.valueOf(gone.getMessage());
                over = true;
            }
        }
        return ends.get(id);
    }

    private void take(GuestEvent event) {
        switch (event.kind()) {
            case CONTAINER -> running.push(event.detail());
            case TEST -> {
                running.push(event.detail());
                addToFactory(new DynamicResult(event.detail(), event.name()));
            }
            case PASSED, ABORTED -> ends.put(running.pop(), event);
            case FAILED -> {
                failures.add(running.element());
                ends.put(running.pop(), event);
            }
            case SKIPPED ->
                    skipped.put(
                            place(String.valueOf(running.peek()), event.name()), event.detail());
            case ENTRY -> {}
            case OVER -> over = true;
        }
    }

    private void addToFactory(DynamicResult test) {
        int begin = test.uniqueId.indexOf(DYNAMIC);
        if (begin >= 0) {
            dynamic.computeIfAbsent(test.uniqueId.substring(0, begin), _ -> new ArrayList<>())
                    .add(test);
        }
    }

    /** A skipped test has its reason as the detail, and so no id. */
    private static String place(String parent, String name) {
        return parent + "/" + name;
    }

    private static String parent(String id) {
        return id.substring(0, Math.max(0, id.lastIndexOf("/[")));
    }
}
