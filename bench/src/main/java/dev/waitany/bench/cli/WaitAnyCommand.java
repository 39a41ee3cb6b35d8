/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.results.BadResultsException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code ./waitany}. The exit code is 0, 1 if a command failed, or 2 if an argument
 * cannot be used.
 */
@Command(
        name = "waitany",
        description = "Waits on any of many futexes with several strategies, and compares them.",
        mixinStandardHelpOptions = true,
        version = "waitany 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompareCommand.class,
            DoctorCommand.class,
            KernelsCommand.class,
            VerifyCommand.class,
            JmhCommand.class,
            SoakCommand.class,
            ReportCommand.class,
            MergeCommand.class,
            ReproduceCommand.class,
            FiguresCommand.class,
            WorkCommand.class,
            CountCommand.class,
            MemoryCommand.class
        })
public final class WaitAnyCommand implements Runnable {
    /** Is called by the command line. */
    WaitAnyCommand() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line =
                new CommandLine(new WaitAnyCommand())
                        .setParameterExceptionHandler(WaitAnyCommand::badArguments)
                        .setExecutionExceptionHandler(WaitAnyCommand::failed);
        CompareCommand.describeWorkloads(
                Objects.requireNonNull(line.getSubcommands().get(CompareCommand.NAME)));
        return line;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int badArguments(CommandLine.ParameterException problem, String[] arguments) {
        problem.getCommandLine().getErr().println("waitany: " + problem.getMessage());
        return 2;
    }

    private static int failed(
            Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        if (problem instanceof BadArgumentException || problem instanceof BadResultsException) {
            command.getErr().println("waitany: " + problem.getMessage());
            return 2;
        }
        String message = problem.getMessage();
        boolean explains =
                problem instanceof IllegalStateException
                        || problem instanceof UnsupportedOperationException;
        boolean saysAll = explains && message != null;
        command.getErr().println("waitany: " + (saysAll ? message : problem));
        return 1;
    }
}
