/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares counts of one kernel with recorded ones. */
final class Comparison {
    /** Recorded counts are kept to this part. */
    static final double RECORDED = 0.02;

    /** Two runs of one kernel agree to this part. */
    static final double REPEATED = 0.005;

    private Comparison() {}

    /** Returns the cells that differ by more than a part of what was recorded, or are missing. */
    static List<Difference> between(KernelCounts recorded, KernelCounts counted, double bound) {
        Map<String, Long> before = recorded.byName();
        Map<String, Long> now = counted.byName();
        Set<String> cells = new LinkedHashSet<>(before.keySet());
        cells.addAll(now.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String cell : cells) {
            Long was = before.get(cell);
            Long is = now.get(cell);
            if (was == null || is == null || Math.abs(is - was) > was * bound) {
                differences.add(new Difference(counted.kernel(), cell, was, is));
            }
        }
        return differences;
    }

    /** Returns what else is not as it was when the record was made, as possible causes. */
    static List<String> otherConditions(CountRecord recorded, CountRecord counted) {
        List<String> other = new ArrayList<>();
        addIfOther(other, "program", recorded.program(), counted.program());
        addIfOther(other, "compiler", recorded.compiler(), counted.compiler());
        addIfOther(other, "QEMU", recorded.qemu(), counted.qemu());
        for (KernelCounts now : counted.kernels()) {
            recorded.of(now.kernel())
                    .ifPresent(was -> addIfOther(other, now.kernel(), was.image(), now.image()));
        }
        return other;
    }

    private static void addIfOther(List<String> other, String what, String was, String is) {
        if (!was.equals(is)) {
            other.add("%s: recorded with %s, counted with %s".formatted(what, was, is));
        }
    }
}
