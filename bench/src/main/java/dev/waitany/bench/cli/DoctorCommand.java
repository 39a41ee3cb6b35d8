/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.results.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports which strategies work on this machine, and why the others do not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Reports which strategies work on this machine, and what would help the others.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        Diagnosis diagnosis =
                Diagnosis.examine(
                        strategy -> { // before the probe: a sandbox may end the process in it
                            progress.println("trying " + strategy);
                            progress.flush();
                        });
        out.println(json ? Json.write(diagnosis) : diagnosis.text());
        out.flush();
        return 0;
    }
}
