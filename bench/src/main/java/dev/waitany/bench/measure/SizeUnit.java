/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

/** What the sizes of a workload count. Each unit has an option of {@code compare}. */
public enum SizeUnit {
    /** Words of one set, option {@code --words}. */
    WORDS("words"),
    /** Waits that are pending at the same time, option {@code --pending}. */
    PENDING("pending"),
    /** Threads that wait or wake at the same time, option {@code --threads}. */
    THREADS("threads");

    private final String label;

    SizeUnit(String label) {
        this.label = label;
    }

    /** Returns the unit as a table's heading. */
    public String label() {
        return label;
    }
}
