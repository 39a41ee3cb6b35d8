/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the libraries of this machine that a Java runtime needs, including the loader, with ldd.
 */
final class SharedLibraries {
    private static final Pattern PATH =
            Pattern.compile("(?:=>\\s*|^\\s*)(/\\S+) \\(0x", Pattern.MULTILINE);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private SharedLibraries() {}

    /** Returns their paths, without libraries of the runtime itself. */
    static Set<Path> of(Path runtime) throws IOException {
        Set<Path> needed = new TreeSet<>();
        for (String program : List.of("bin/java", "lib/server/libjvm.so", "lib/libnio.so")) {
            String said =
                    new Command("ldd", program)
                            .in(runtime)
                            .with(Map.of("LC_ALL", "C"))
                            .output(LIMIT);
            Matcher path = PATH.matcher(said);
            while (path.find()) {
                needed.add(Path.of(path.group(1)));
            }
        }
        needed.removeIf(path -> path.startsWith(runtime) || !Files.exists(path));
        return needed;
    }
}
