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

import dev.waitany.bench.environment.Environment;
import dev.waitany.bench.results.Results;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What runs were measured with: a row for each fact, a column for each run. */
final class EnvironmentTable {
    private record Fact(String name, Function<Results, String> of) {}

    private static final List<Fact> FACTS =
            List.of(
                    new Fact("measured", r -> r.environment().date()),
                    new Fact("kernel", r -> "Linux " + r.environment().kernel()),
                    new Fact("processor", r -> processor(r.environment())),
                    new Fact("hypervisor", r -> r.environment().kernelSettings().hypervisor()),
                    new Fact("preemption", r -> r.environment().kernelSettings().preemption()),
                    new Fact("ticks", r -> r.environment().kernelSettings().hz() + " Hz"),
                    new Fact("JDK", r -> r.environment().jdk()),
                    new Fact("JVM flags", r -> String.join(" ", r.environment().jvmFlags())),
                    new Fact("C compiler", r -> r.environment().build().gcc()),
                    new Fact("commit", r -> commit(r.environment())),
                    new Fact("load", r -> r.conditions().loadAtEnd()),
                    new Fact("steal", r -> percent(r.conditions().stealPercent())),
                    new Fact("design", r -> design(r.plan())));

    private EnvironmentTable() {}

    /** Returns the facts of all runs, and the strategies that do not work on their machines. */
    static DomContent section(List<NamedRun> runs) {
        List<String> missing =
                runs.stream().flatMap(run -> missing(run, runs.size() > 1)).distinct().toList();
        return TagCreator.section(
                        h2("Machine and design"),
                        Markup.table(
                                "What the figures were measured with",
                                tr(
                                        th("fact").attr("scope", "col"),
                                        each(runs, r -> th(r.name()).attr("scope", "col"))),
                                each(
                                        FACTS,
                                        fact ->
                                                tr(
                                                                th(fact.name).attr("scope", "row"),
                                                                each(
                                                                        runs,
                                                                        r ->
                                                                                td(
                                                                                        fact.of
                                                                                                .apply(
                                                                                                        r
                                                                                                                .results()))))
                                                        .withClass("fact"))),
                        iff(!missing.isEmpty(), ul(each(missing, m -> li(m))).withClass("notes")))
                .withId("environment");
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

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    private static String design(Results.Plan plan) {
        return plan.forks()
                + (plan.forks() == 1 ? " fork" : " forks")
                + " of up to "
                + plan.rounds()
                + " rounds, seed "
                + plan.seed();
    }
}
