/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import dev.waitany.bench.environment.Conditions;
import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.results.Results;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs were measured with: a row for each fact, a column for each machine. Merged shards have
 * a machine each.
 */
final class EnvironmentTable {
    /** The id of the section. */
    static final String ID = "environment";

    private record Machine(
            String name, Environment environment, Conditions conditions, Results.Plan plan) {
        static Stream<Machine> of(NamedRun run) {
            Results r = run.results();
            if (r.nodes().isEmpty()) {
                return Stream.of(
                        new Machine(run.name(), r.environment(), r.conditions(), r.plan()));
            }
            return r.nodes().stream()
                    .map(
                            n ->
                                    new Machine(
                                            run.name() + ", shard " + n.shard(),
                                            n.environment(),
                                            n.conditions(),
                                            r.plan()));
        }
    }

    private record Fact(String name, Function<Machine, String> of) {
        static Fact of(String name, Function<Environment, String> of) {
            return new Fact(name, machine -> of.apply(machine.environment));
        }
    }

    private static final List<Fact> FACTS =
            List.of(
                    new Fact("measured", m -> m.conditions.begun() + " to " + m.conditions.ended()),
                    new Fact("design", m -> design(m.plan)),
                    new Fact("load at begin", m -> m.conditions.loadAtBegin()),
                    new Fact("load at end", m -> m.conditions.loadAtEnd()),
                    new Fact("steal", m -> percent(m.conditions.stealPercent())),
                    Fact.of("node", Environment::node),
                    Fact.of("processor", EnvironmentTable::processor),
                    Fact.of("CPUs used", e -> e.confinement().cpus()),
                    Fact.of("hypervisor", e -> e.kernelSettings().hypervisor()),
                    Fact.of("kernel", e -> "Linux " + e.kernel()),
                    Fact.of("preemption", e -> e.kernelSettings().preemption()),
                    Fact.of("ticks", e -> e.kernelSettings().hz() + " Hz"),
                    Fact.of("idle driver", e -> e.kernelSettings().idleDriver()),
                    Fact.of("governor", e -> e.kernelSettings().governor()),
                    Fact.of("clock source", e -> e.kernelSettings().clockSource()),
                    Fact.of("timer slack", e -> e.kernelSettings().timerSlackNanos() + " ns"),
                    Fact.of("futex hash slots", e -> String.valueOf(e.futexHashSlots())),
                    Fact.of("mitigations", e -> mitigations(e.kernelSettings().mitigations())),
                    Fact.of("io_uring_disabled", Environment::ioUringDisabled),
                    Fact.of("sandbox", EnvironmentTable::sandbox),
                    Fact.of("cgroup limits", e -> pairs(e.confinement().cgroupLimits())),
                    Fact.of("open files", Environment::nofile),
                    Fact.of("JDK", Environment::jdk),
                    Fact.of("JVM flags", e -> String.join(" ", e.jvmFlags())),
                    Fact.of("C compiler", e -> e.build().gcc()),
                    Fact.of("commit", EnvironmentTable::commit));

    private EnvironmentTable() {}

    /** Returns the facts of all runs, and the strategies that do not work on their machines. */
    static DomContent section(List<NamedRun> runs) {
        List<Machine> machines = runs.stream().flatMap(Machine::of).toList();
        boolean isOne = machines.size() == 1;
        List<String> missing =
                runs.stream().flatMap(run -> missing(run, !isOne)).distinct().toList();
        return TagCreator.section(
                        h2("Machine and design"),
                        Markup.table(
                                "What the figures were measured with",
                                tr(
                                        th("fact").attr("scope", "col"),
                                        each(
                                                machines,
                                                m ->
                                                        th(isOne ? "value" : m.name)
                                                                .attr("scope", "col"))),
                                each(FACTS, fact -> row(fact, machines))),
                        iff(!missing.isEmpty(), ul(each(missing, m -> li(m))).withClass("notes")))
                .withId(ID);
    }

    private static DomContent row(Fact fact, List<Machine> machines) {
        return tr(th(fact.name).attr("scope", "row"), each(machines, m -> td(fact.of.apply(m))))
                .withClass("fact");
    }

    private static Stream<String> missing(NamedRun run, boolean isNamed) {
        return run.results().missing().stream()
                .map(
                        m ->
                                (isNamed ? run.name() + ": " : "")
                                        + m.strategy()
                                        + " left out: "
                                        + m.reason());
    }

    /** Returns the machine of a run in one line. */
    static String line(Results results) {
        Environment e = results.environment();
        return "Linux " + e.kernel() + " · " + processor(e) + " · JDK " + e.jdk();
    }

    private static String processor(Environment e) {
        return e.cpu() + ", " + e.cores() + (e.cores() == 1 ? " core" : " cores");
    }

    private static String commit(Environment e) {
        return e.build().commit() + (e.build().dirty().equals("yes") ? ", with changes" : "");
    }

    /** Those that apply to this processor. */
    private static String mitigations(Map<String, String> all) {
        String applied =
                all.entrySet().stream()
                        .filter(m -> !m.getValue().equals("Not affected"))
                        .map(m -> m.getKey() + ": " + m.getValue())
                        .collect(Collectors.joining("; "));
        return applied.isEmpty() ? "none" : applied;
    }

    private static String sandbox(Environment e) {
        return "seccomp "
                + e.confinement().seccomp()
                + ", security module "
                + e.confinement().securityModule()
                + ", container "
                + e.confinement().container();
    }

    private static String pairs(Map<String, String> limits) {
        String text =
                limits.entrySet().stream()
                        .map(l -> l.getKey() + " " + l.getValue())
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    private static String design(Results.Plan plan) {
        return plan.forks()
                + (plan.forks() == 1 ? " fork" : " forks")
                + " of up to "
                + plan.rounds()
                + " rounds of up to "
                + plan.blockNanos() / 1_000_000
                + " ms, seed "
                + plan.seed();
    }
}
