/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.kernels.machine.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The C peer, compiled statically so that it runs in any container. */
final class StaticPeer {
    private StaticPeer() {}

    /** Compiles it; empty if there is no compiler or no static C library. */
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
