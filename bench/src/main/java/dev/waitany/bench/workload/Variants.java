/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Workloads with other values of their parameters. Each value makes a workload. */
public final class Variants {
    private Variants() {}

    /**
     * Returns each workload once for each value, in place of itself.
     *
     * @throws BadArgumentException if a workload does not have the parameter, or a value is wrong
     */
    public static List<Workload> of(List<Workload> workloads, String key, List<String> values) {
        Set<String> names = new LinkedHashSet<>();
        for (Workload workload : workloads) {
            for (String value : values) {
                names.add(Workloads.named(workload.name() + "@" + key + "=" + value).name());
            }
        }
        return names.stream().map(Workloads::named).toList();
    }

    /**
     * Does the same to those workloads that have the parameter, and keeps the others.
     *
     * @throws BadArgumentException if none has it, or a value is wrong
     */
    public static List<Workload> ofSome(List<Workload> workloads, String key, List<String> values) {
        List<Workload> changed = new ArrayList<>();
        boolean isKnown = false;
        for (Workload workload : workloads) {
            boolean has = has(workload, key);
            isKnown |= has;
            changed.addAll(has ? of(List.of(workload), key, values) : List.of(workload));
        }
        if (!isKnown) {
            throw new BadArgumentException(
                    "--" + key + ": no chosen workload has it" + having(key));
        }
        return changed;
    }

    private static String having(String key) {
        List<String> names =
                Workloads.all().stream().filter(w -> has(w, key)).map(Workload::name).toList();
        return names.isEmpty() ? "" : "; these have: " + String.join(", ", names);
    }

    private static boolean has(Workload workload, String key) {
        return key.equals(Placement.KIND.name())
                || Workloads.named(workload.name().split("@", -1)[0]).parameters().has(key);
    }
}
