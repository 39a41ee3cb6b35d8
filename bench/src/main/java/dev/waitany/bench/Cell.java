/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

/** One place of the comparison. */
record Cell(String workload, String strategy, int words) {
    @Override
    public String toString() {
        return workload + " " + strategy + " × " + words;
    }
}
