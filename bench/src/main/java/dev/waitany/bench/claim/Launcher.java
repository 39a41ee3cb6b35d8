/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands as a reader would: by {@code ./waitany}.
 *
 * @param home the folder of that file
 */
public record Launcher(Path home) implements Reproduction.Runner {
    @Override
    public int run(List<String> arguments, Path output) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(home.resolve("waitany").toString());
        line.addAll(arguments);
        Process process =
                new ProcessBuilder(line)
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            return process.waitFor();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
