/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.Iterator;
import java.util.List;

/** The workloads there are. */
final class Workloads {
    private static final List<Workload> ALL =
            List.of(new PingPong(), new ArmedScale(), Crowds.async(), Crowds.virtualThreads());

    private Workloads() {}

    static List<String> all() {
        return ALL.stream().map(Workload::name).toList();
    }

    static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadArgumentException(
                                        "no workload is called \""
                                                + name
                                                + "\"; there are: "
                                                + names()));
    }

    static String names() {
        return String.join(", ", all());
    }

    /** For the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }
}
