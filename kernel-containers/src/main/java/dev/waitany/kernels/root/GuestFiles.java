/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.JavaRuntime;
import dev.waitany.kernels.machine.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The files of a guest with a class path, and the commands that run its tests. They are made once
 * for each class path, which takes half a minute, and kept.
 */
public record GuestFiles(
        JavaRuntime runtime, GuestClassPath classPath, Optional<Path> aotCache, GuestRoot root) {

    /**
     * Returns the files for a class path, and makes them if they are not there.
     *
     * @param training completes the command line of the run that trains the AOT cache
     */
    public static GuestFiles of(
            List<Path> entries, UnaryOperator<GuestCommand> training, Path shell) {
        Path cache = UserCache.folder("guests");
        try {
            Files.createDirectories(cache);
            JavaRuntime runtime = JavaRuntime.in(cache);
            GuestClassPath classPath = GuestClassPath.of(entries, cache);
            Optional<Path> aotCache = AotCache.of(classPath, runtime, training);
            return new GuestFiles(
                    runtime,
                    classPath,
                    aotCache,
                    GuestRoot.of(shell, runtime, classPath, aotCache));
        } catch (IOException e) {
            throw new UncheckedIOException("making a guest's files in " + cache, e);
        }
    }

    /**
     * Returns the words of a command that sends its results to the second serial port.
     *
     * @param all completes the command line of every command
     * @param part completes that of this one
     */
    public List<String> command(UnaryOperator<GuestCommand> all, UnaryOperator<GuestCommand> part) {
        GuestCommand command = new GuestCommand(runtime.java(), classPath.jars());
        aotCache.ifPresent(file -> command.jvmFlags("-XX:AOTCache=" + file));
        return part.apply(all.apply(command)).resultsTo(InitScript.RESULTS).build();
    }
}
