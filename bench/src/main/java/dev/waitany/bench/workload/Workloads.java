/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.measure.BadArgumentException;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Workload;
import java.util.Iterator;
import java.util.List;

/** The list of workloads, in the order to measure and report them. */
public final class Workloads {
    private static final List<Workload> ALL =
            List.of(
                    new PingPong(),
                    new OneWay(),
                    new ArmedScale(),
                    GroupWorkloads.async(),
                    GroupWorkloads.virtualThreads());

    private Workloads() {}

    /** Returns all workloads. */
    public static List<Workload> all() {
        return ALL;
    }

    /**
     * Returns the workload of a name.
     *
     * @throws BadArgumentException if there is none; the message lists all names
     */
    public static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadArgumentException(
                                        "no workload is called \""
                                                + name
                                                + "\"; there are: "
                                                + String.join(", ", names())));
    }

    /** Returns the cell that {@link Cell#argument()} describes. */
    public static Cell cell(String argument) {
        String[] parts = argument.split(":", -1);
        if (parts.length != 3) {
            throw new BadArgumentException(argument + " is not WORKLOAD:STRATEGY:SIZE");
        }
        return new Cell(named(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    private static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }

    /** The names for the help of the command line. */
    public static final class Names implements Iterable<String> {
        /** Is called by the command line. */
        public Names() {}

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
