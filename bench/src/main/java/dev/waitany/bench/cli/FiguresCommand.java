/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.study.StudyFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the figures of the studies again, after their data has changed. */
@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        hidden = true,
        description = "Draws the figures of docs/studies from the data that is committed.")
final class FiguresCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder docs.")
    private Path docs = Path.of("docs");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            new StudyFigures(docs).write().forEach(spec.commandLine().getOut()::println);
            return 0;
        } catch (IOException e) {
            throw new BadArgumentException(docs + ": data of a study is missing: " + e);
        }
    }
}
