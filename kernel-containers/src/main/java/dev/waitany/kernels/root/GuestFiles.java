/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.root;

import dev.waitany.kernels.Architecture;
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
        Architecture architecture,
        Path java,
        GuestClassPath classPath,
        Optional<Path> aotCache,
        GuestRoot root) {

    /**
     * Returns the files for a class path on this machine's architecture, and makes them if they are
     * not there.
     *
     * @param training completes the command line of the run that trains the AOT cache
     */
    public static GuestFiles of(
            List<Path> entries, UnaryOperator<GuestCommand> training, Path shell) {
        return making(
                cache -> {
                    JavaRuntime runtime = JavaRuntime.in(cache);
                    GuestClassPath classPath = GuestClassPath.of(entries, cache);
                    Optional<Path> aotCache = AotCache.of(classPath, runtime, training);
                    return new GuestFiles(
                            Architecture.X86_64,
                            runtime.java(),
                            classPath,
                            aotCache,
                            GuestRoot.of(shell, runtime, classPath, aotCache));
                });
    }

    /**
     * Returns the files for a class path on aarch64. There is no AOT cache, because it would have
     * to be trained there.
     *
     * @param packages the folder with the unpacked packages of a Java runtime
     */
    public static GuestFiles ofForeign(List<Path> entries, Path packages, Path shell) {
        return making(
                cache -> {
                    GuestClassPath classPath = GuestClassPath.of(entries, cache);
                    ForeignRoot root = new ForeignRoot(packages);
                    return new GuestFiles(
                            Architecture.AARCH64,
                            root.java(),
                            classPath,
                            Optional.empty(),
                            GuestRoot.of(shell, root, classPath));
                });
    }

    private static GuestFiles making(Maker maker) {
        Path cache = UserCache.folder("guests");
        try {
            Files.createDirectories(cache);
            return maker.make(cache);
        } catch (IOException e) {
            throw new UncheckedIOException("making a guest's files in " + cache, e);
        }
    }

    /**
     * Returns the words of a command that sends its results to their device.
     *
     * @param all completes the command line of every command
     * @param part completes that of this one
     */
    public List<String> command(UnaryOperator<GuestCommand> all, UnaryOperator<GuestCommand> part) {
        GuestCommand command = new GuestCommand(java, classPath.jars());
        aotCache.ifPresent(file -> command.jvmFlags("-XX:AOTCache=" + file));
        return part.apply(all.apply(command)).resultsTo(InitScript.results(architecture)).build();
    }

    private interface Maker {
        GuestFiles make(Path cache) throws IOException;
    }
}
