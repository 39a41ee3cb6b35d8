/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.itests.behaviour.Behaviour;
import dev.waitany.itests.behaviour.BehaviourTable;
import dev.waitany.itests.counts.CountFailure;
import dev.waitany.itests.counts.CountRun;
import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.boot.KernelMachine;
import dev.waitany.kernels.engine.NoEngineException;
import dev.waitany.kernels.guest.GuestEvents;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./waitany kernels}. Exit codes: 0; 1 if a test failed or a kernel is not
 * available; 2 for wrong arguments.
 */
@Command(
        name = "waitany kernels",
        mixinStandardHelpOptions = true,
        description =
                "Runs the contract suites, the comparison of strategies and the table of behaviours on several kernels.")
public final class KernelsCommand implements Callable<Integer> {
    @Option(
            names = "--kernel",
            split = ",",
            description =
                    "Which kernels, as 6.1,7.3. The default is all, and this machine's (host).")
    private List<String> kernels = new ArrayList<>();

    @Option(
            names = "--strategies",
            split = ",",
            description =
                    "Which strategies, as ring-armed,threads. The default is all that work there.")
    private List<String> strategies = new ArrayList<>();

    @Option(
            names = "--count",
            description =
                    "Counts instructions per wait on each kernel, and compares them with the recorded counts. Runs no tests.")
    private boolean count;

    @Option(
            names = "--record",
            description = "With --count: replaces the recorded counts and their page.")
    private boolean record;

    @Parameters(
            paramLabel = "KERNEL",
            arity = "0..*",
            description = "With --count: which kernels. The default is all but host.")
    private List<String> counted = new ArrayList<>();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Option(
            names = "--check",
            hidden = true,
            description = "Checks the arguments and does nothing else.")
    private boolean check;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new KernelsCommand())
                .setParameterExceptionHandler(
                        (problem, _) -> complain(problem.getCommandLine(), problem, 2))
                .setExecutionExceptionHandler(
                        (problem, command, _) -> complain(command, problem, 1));
    }

    private static int complain(CommandLine command, Exception problem, int code) {
        boolean ours =
                problem instanceof NoEngineException
                        || problem instanceof KernelUnavailableException
                        || problem instanceof CountFailure
                        || problem instanceof CommandLine.ParameterException;
        command.getErr()
                .println("waitany: " + (ours ? String.valueOf(problem.getMessage()) : problem));
        return code;
    }

    @Override
    public Integer call() {
        List<Kernel> asked = kernels();
        checkStrategies();
        if (check) {
            return 0;
        }
        return count ? count(asked) : test(asked);
    }

    private int count(List<Kernel> asked) {
        CommandLine line = spec.commandLine();
        Path root = Path.of(System.getProperty("dev.waitany.itests.root", ""));
        CountRun run = new CountRun(root, line.getOut(), line.getErr());
        return record ? run.record(json) : run.compare(asked, json);
    }

    private int test(List<Kernel> asked) {
        List<SuiteResult> results = new ArrayList<>();
        for (Kernel kernel : asked) {
            results.addAll(run(kernel));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? ResultText.json(results) : ResultText.table(results));
        out.flush();
        return results.stream().allMatch(result -> result.failures().isEmpty()) ? 0 : 1;
    }

    private List<SuiteResult> run(Kernel kernel) {
        progress(kernel, "getting ready");
        try (KernelMachine machine = KernelMachine.of(kernel, KernelSuite.classPath())) {
            GuestEvents events = machine.start(new KernelSuite(machine.line(), strategies));
            return new SuiteResults(kernel.name()).take(events, suite -> progress(kernel, suite));
        }
    }

    private void progress(Kernel kernel, String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(kernel.name() + ": " + what);
        err.flush();
    }

    private List<Kernel> kernels() {
        try {
            return new KernelsArguments(count, record, kernels, counted, strategies).chosen();
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void checkStrategies() {
        List<String> known = BehaviourTable.strategies().stream().map(Behaviour::question).toList();
        for (String name : strategies) {
            if (!known.contains(name)) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "no strategy is called \"%s\"; there are: %s"
                                .formatted(name, String.join(", ", known)));
            }
        }
    }
}
