/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

/**
 * One combination to measure: a workload, a strategy and a size.
 *
 * @param strategy the name of a strategy or of a baseline
 * @param size the number of what {@link Workload#unit()} counts
 */
public record Cell(Workload workload, String strategy, int size) {
    /** Returns the id of its program in a language, as in {@code ping-pong/threads/128/java}. */
    public String id(String language) {
        return workload.name() + "/" + strategy + "/" + size + "/" + language;
    }

    /** Returns the name of the group that it is measured with: workload and size. */
    String group() {
        return workload.name() + "/" + size;
    }

    /** Returns the cell as an argument of a child JVM: WORKLOAD:STRATEGY:SIZE. */
    public String argument() {
        return workload.name() + ":" + strategy + ":" + size;
    }

    @Override
    public String toString() {
        return workload.name() + " " + strategy + " × " + size;
    }
}
