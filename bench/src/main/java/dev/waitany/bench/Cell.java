/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

/**
 * One place of the comparison.
 *
 * @param strategy or the name of a baseline
 * @param size how many of what the workload counts: words, or pending waits
 */
record Cell(String workload, String strategy, int size) {
    /** From what {@link #argument()} gives. */
    static Cell parse(String argument) {
        String[] parts = argument.split(":", -1);
        return new Cell(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** For the command line of a process that measures it. */
    String argument() {
        return workload + ":" + strategy + ":" + size;
    }

    @Override
    public String toString() {
        return workload + " " + strategy + " × " + size;
    }
}
