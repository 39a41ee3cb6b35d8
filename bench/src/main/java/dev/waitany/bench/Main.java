/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code ./waitany}. Exit codes: 0, 1 when something failed, 2 for arguments that
 * cannot be.
 */
@Command(
        name = "waitany",
        description = "Waits on any of many futexes, in several ways, and compares them.",
        mixinStandardHelpOptions = true,
        version = "waitany 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompareCommand.class,
            DoctorCommand.class,
            KernelsCommand.class,
            VerifyCommand.class,
            JmhCommand.class,
            CountCommand.class,
            MemoryCommand.class
        })
public final class Main implements Runnable {
    /** For the command line. */
    public Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::badArguments)
                .setExecutionExceptionHandler(Main::failed);
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
        if (problem instanceof BadArgumentException) {
            command.getErr().println("waitany: " + problem.getMessage());
            return 2;
        }
        String message = problem.getMessage();
        boolean saysAll = problem instanceof IllegalStateException && message != null;
        command.getErr().println("waitany: " + (saysAll ? message : problem));
        return 1;
    }
}
