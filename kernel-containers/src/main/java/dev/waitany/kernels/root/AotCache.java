/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.JavaRuntime;
import dev.waitany.kernels.machine.Command;
import dev.waitany.kernels.machine.WholeFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of loaded and linked classes from a training run on this machine. Without it, an emulated
 * machine needs ten seconds more for each JVM. It contains no compiled code, because the guest has
 * another processor.
 */
final class AotCache {
    private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String[] NO_CODE = {
        "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching", "-XX:-AOTStubCaching"
    };

    private AotCache() {}

    /**
     * Returns the cache of a class path. Makes it by a training run if there is none. If that
     * fails, guests only start more slowly.
     */
    static Optional<Path> of(
            GuestClassPath classPath, JavaRuntime runtime, UnaryOperator<GuestCommand> training)
            throws IOException {
        Path cache = classPath.folder().resolve("guest.aot");
        try {
            WholeFile.ensure(cache, draft -> train(classPath, runtime, training, draft));
            return Optional.of(cache);
        } catch (NoSuchFileException notMade) {
            return Optional.empty();
        }
    }

    private static void train(
            GuestClassPath classPath,
            JavaRuntime runtime,
            UnaryOperator<GuestCommand> training,
            Path output) {
        GuestCommand command =
                new GuestCommand(runtime.java(), classPath.jars())
                        .jvmFlags(NO_CODE)
                        .jvmFlags("-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + output)
                        .jvmFlags("-D" + GuestCommand.GUEST_PROPERTY + "=training")
                        .resultsTo("/dev/null");
        try {
            new Command(training.apply(command).build()).in(classPath.folder()).output(LIMIT);
        } catch (IOException failed) { // a failed test fails the training run
            LOG.info("AOT training: {}", failed.getMessage());
        }
    }
}
