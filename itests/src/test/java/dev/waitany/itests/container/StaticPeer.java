/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.itests.machine.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The peer in C, compiled so that it needs nothing of where it runs. */
final class StaticPeer {
    private StaticPeer() {}

    /** Empty if there is no compiler, or no C library to link with. */
    static Optional<Path> compile(Path root) {
        Path binary = root.resolve("itests/target/peer-static");
        Command gcc =
                new Command("gcc", "-static", "-O2", "-Wall", "-Werror", "-o", binary.toString());
        try {
            Command.Ended ended =
                    gcc.add(root.resolve("itests/src/test/c/peer.c").toString())
                            .run(Duration.ofMinutes(1));
            return ended.code() == 0 ? Optional.of(binary) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
    }
}
