/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import java.util.List;
import java.util.stream.Collectors;

/** The workloads there are. */
final class Workloads {
    private static final List<Workload> ALL = List.of(new PingPong());

    private Workloads() {}

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
        return ALL.stream().map(Workload::name).collect(Collectors.joining(", "));
    }
}
