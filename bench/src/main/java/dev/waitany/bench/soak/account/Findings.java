/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

import java.util.ArrayList;
import java.util.List;

/** Collects findings. Thread-safe. */
public final class Findings {
    private final List<Finding> found = new ArrayList<>();
    private volatile boolean any;

    /** Makes an empty collection. */
    public Findings() {}

    /** Adds a finding. */
    public synchronized void add(Finding.Kind kind, String where, String detail) {
        found.add(new Finding(kind, where, detail));
        any = true;
    }

    /** Adds what a thread has thrown. */
    public void failed(String where, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        add(Finding.Kind.FAILED, where, failure + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    /** Returns whether there are findings. Reads one field, so it can be asked often. */
    public boolean any() {
        return any;
    }

    /** Returns the findings so far. */
    public synchronized List<Finding> all() {
        return List.copyOf(found);
    }
}
