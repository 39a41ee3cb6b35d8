/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.claim.Claim;
import dev.waitany.bench.claim.ClaimsFile;
import dev.waitany.bench.claim.Launcher;
import dev.waitany.bench.claim.Reproduction;
import dev.waitany.bench.claim.Verdict;
import dev.waitany.bench.report.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists published claims, and measures them again. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Measures published claims again, and says whether the results agree.",
            "Without a claim it lists all of them, with the time that each takes.",
            "The exit code is 0 if each claim is reproduced, 1 if one is not, and 2 for bad input."
        })
final class ReproduceCommand implements Callable<Integer> {
    /** The system property in which the launcher passes the folder that it lies in. */
    private static final String HOME = "dev.waitany.home";

    private static final int SHOWN = 72;

    @Parameters(arity = "0..*", paramLabel = "CLAIM", description = "Names from the list.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Measures every claim.")
    private boolean all;

    @Option(
            names = "--claims",
            paramLabel = "FILE",
            description = "Another list of claims than docs/claims.yaml.")
    private @Nullable Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for what is measured; reproduced by default.")
    private Path out = Path.of("reproduced");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        List<Claim> known = (file == null ? ClaimsFile.shipped() : ClaimsFile.of(file)).read();
        List<Claim> asked = asked(known);
        PrintWriter console = spec.commandLine().getOut();
        if (asked.isEmpty()) {
            list(known, console);
            return 0;
        }
        List<Claim> judged = asked.stream().filter(Claim::isJudged).toList();
        asked.stream()
                .filter(c -> !c.isJudged())
                .forEach(
                        c ->
                                console.printf(
                                        "%s: to be judged by hand: %s%n", c.name(), c.byHand()));
        new OutFolder(out).prepare();
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "waitany: measures %d claims, about %s%n",
                judged.size(), minutes(Reproduction.minutes(judged)));
        Reproduction reproduction =
                new Reproduction(runner(), out, command -> err.println("waitany: runs " + command));
        return report(reproduction.of(judged), console);
    }

    private List<Claim> asked(List<Claim> known) {
        if (all && !names.isEmpty()) {
            throw new BadArgumentException("--all: measures every claim, so none may be named");
        }
        List<Claim> found = new ArrayList<>();
        for (String name : names) {
            found.add(
                    known.stream()
                            .filter(c -> c.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> unknown(name)));
        }
        return all ? known : found.stream().distinct().toList();
    }

    private static BadArgumentException unknown(String name) {
        return new BadArgumentException(
                "no claim is called \"" + name + "\"; ./waitany reproduce lists them");
    }

    private static Reproduction.Runner runner() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("claims are measured by the launcher: ./waitany");
        }
        return new Launcher(Path.of(home));
    }

    private static void list(List<Claim> claims, PrintWriter console) {
        Table table = new Table(3);
        table.row("claim", "page", "sentence", "time");
        for (Claim claim : claims) {
            String sentence = claim.sentence();
            table.row(
                    claim.name(),
                    claim.page(),
                    sentence.length() <= SHOWN ? sentence : sentence.substring(0, SHOWN - 1) + "…",
                    claim.isJudged() ? minutes(claim.minutes()) : "by hand");
        }
        console.print(table.render(""));
        console.printf(
                "%nAll take about %s, as commands that several claims share run once.%n"
                        + "./waitany reproduce CLAIM... measures some, --all measures every one.%n",
                minutes(Reproduction.minutes(claims)));
        console.flush();
    }

    /** Returns the exit code. */
    private static int report(List<Reproduction.Judged> judged, PrintWriter console) {
        for (Reproduction.Judged one : judged) {
            console.printf("%s: %s%n", one.claim().name(), one.verdict().label());
            console.printf("    \"%s\" (%s)%n", one.claim().sentence(), one.claim().page());
            one.findings().forEach(f -> console.printf("    %s%n", f));
        }
        long agree = judged.stream().filter(j -> j.verdict() == Verdict.REPRODUCED).count();
        console.printf("%d of %d claims reproduced%n", agree, judged.size());
        console.flush();
        return agree == judged.size() ? 0 : 1;
    }

    private static String minutes(double minutes) {
        return minutes < 1
                ? Math.round(minutes * 60) + " s"
                : String.format(Locale.ROOT, "%.0f min", minutes);
    }
}
