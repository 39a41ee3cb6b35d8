/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Cell;
import dev.waitany.bench.measure.Placement;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.crowd.FanIn;
import dev.waitany.bench.workload.crowd.Herd;
import dev.waitany.bench.workload.crowd.ServerMix;
import dev.waitany.bench.workload.crowd.SurplusWakes;
import dev.waitany.bench.workload.timing.CancelStorm;
import dev.waitany.bench.workload.timing.FrameLoop;
import dev.waitany.bench.workload.timing.Timeouts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The list of workloads, in the order to measure and report them. */
public final class Workloads {
    private static final List<Workload> ALL =
            List.of(
                    new PingPong(),
                    new OneWay(),
                    new ArmedScale(),
                    new HotWord(),
                    new FanIn(),
                    Herd.wakingAll(),
                    Herd.wakingOne(),
                    new SurplusWakes(),
                    new ServerMix(),
                    new Timeouts(),
                    new CancelStorm(),
                    new FrameLoop(),
                    GroupWorkloads.async(),
                    GroupWorkloads.virtualThreads(),
                    GroupWorkloads.virtualArmed());

    private Workloads() {}

    /** Returns all workloads, with the defaults of their parameters. */
    public static List<Workload> all() {
        return ALL;
    }

    /**
     * Returns the workload of a name, which may end with parameters as in {@code
     * one-way@rate=1000@placement=one-cpu}.
     *
     * @throws BadArgumentException if there is none; the message lists all names or parameters
     */
    public static Workload named(String name) {
        String[] parts = name.split("@", -1);
        Workload workload =
                ALL.stream()
                        .filter(w -> w.name().equals(parts[0]))
                        .findFirst()
                        .orElseThrow(() -> unknown(parts[0]));
        String where = Placement.KIND.text(Placement.KIND.standard());
        for (String part : List.of(parts).subList(1, parts.length)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            if (key.equals(Placement.KIND.name())) {
                where = value;
            } else {
                workload = with(workload, key, value);
            }
        }
        return Placed.of(workload, where);
    }

    /** Returns the known workloads of some names, in the order of {@link #all()}. */
    public static List<Workload> known(Collection<String> names) {
        List<Workload> found = new ArrayList<>();
        for (Workload workload : ALL) {
            names.stream()
                    .distinct()
                    .filter(name -> name.split("@", -1)[0].equals(workload.name()))
                    .map(Workloads::named)
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns the cell that {@link Cell#argument()} describes. */
    public static Cell cell(String argument) {
        String[] parts = argument.split(":", -1);
        if (parts.length != 3) {
            throw new BadArgumentException(argument + " is not WORKLOAD:STRATEGY:SIZE");
        }
        return new Cell(named(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    private static Workload with(Workload workload, String key, String value) {
        if (!workload.parameters().has(key)) {
            List<String> keys =
                    new ArrayList<>(
                            workload.parameters().all().stream().map(p -> p.name()).toList());
            keys.add(Placement.KIND.name());
            throw new BadArgumentException(
                    workload.name()
                            + " has no parameter \""
                            + key
                            + "\"; it has: "
                            + String.join(", ", keys));
        }
        return workload.with(workload.parameters().with(key, value));
    }

    private static BadArgumentException unknown(String name) {
        return new BadArgumentException(
                "no workload is called \"" + name + "\"; there are: " + String.join(", ", names()));
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
