/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.machine.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of kernels and other files of Debian that guests need, with their checksums. A cached
 * file is used as long as it is intact, even if the archive has a newer one.
 */
public final class KernelStore {
    private static final Logger LOG = LoggerFactory.getLogger(KernelStore.class);
    private static final String SHELL_PACKAGE = "busybox-static";
    private static final List<String> SHELL_SUITES = List.of("trixie");

    private static final List<String> JAVA_PACKAGES =
            List.of("openjdk-25-jre-headless", "libc6", "libgcc-s1", "libstdc[+][+]6", "zlib1g");
    private static final List<String> JAVA_SUITES = List.of("trixie-security", "trixie");

    private final Path folder;
    private final DebianArchive archive;
    private final PackageFiles files;
    private final Lock one = new ReentrantLock();

    KernelStore(Path folder, DebianArchive archive, PackageFiles files) {
        this.folder = folder;
        this.archive = archive;
        this.files = files;
    }

    /**
     * Returns the user's cache for a kernel: {@code ${XDG_CACHE_HOME:-~/.cache}/waitany/kernels},
     * or a folder in it that is named after another architecture.
     */
    public static KernelStore of(Kernel kernel) {
        Architecture architecture = kernel.variant().architecture();
        Path folder = UserCache.folder("kernels");
        return in(
                architecture == Architecture.X86_64
                        ? folder
                        : folder.resolve(architecture.debian()),
                architecture);
    }

    /** Makes a cache in a folder, which is created. */
    private static KernelStore in(Path folder, Architecture architecture) {
        DebianArchive archive = new AptArchive(folder.resolve("apt"), architecture);
        PackageFiles files = new PackageFiles(archive, folder, () -> freeBytes(folder));
        return new KernelStore(folder, archive, files);
    }

    /**
     * Returns a kernel's image. Downloads it if it is not cached: 15 to 50 MB.
     *
     * @throws KernelUnavailableException if it cannot be downloaded, with the reason
     */
    public KernelImage get(Kernel kernel) {
        return kept("vmlinuz-" + kernel.name(), () -> KernelChoice.of(archive, kernel));
    }

    /**
     * Returns the file of one of a kernel's modules, compressed by xz or not.
     *
     * @throws KernelUnavailableException if it cannot be downloaded, or the archive has another
     *     version of the kernel by now
     */
    public Path module(Kernel kernel, String name) {
        KernelImage image = get(kernel);
        return kept(
                        name + "-" + KernelChoice.release(image) + ".ko",
                        () -> KernelChoice.ofModule(archive, kernel, image, name))
                .file();
    }

    /** Returns a shell with all commands of a guest's first process. */
    public Path shell() {
        return kept("busybox", this::chooseShell).file();
    }

    /**
     * Returns a folder with the unpacked files of a Java runtime and of the libraries that it
     * needs, for guests that cannot run this machine's. Downloads them once: 60 MB.
     */
    public Path javaRoot() {
        one.lock();
        try {
            Path root = folder.resolve("java");
            if (!Files.exists(root)) {
                Files.createDirectories(folder);
                List<DebPackage> found =
                        archive.find(JAVA_SUITES, "^(" + String.join("|", JAVA_PACKAGES) + ")$");
                List<DebPackage> chosen =
                        JAVA_PACKAGES.stream().map(name -> newest(found, name)).toList();
                files.unpack(chosen, root);
            }
            return root;
        } catch (IOException | UncheckedIOException e) {
            throw new KernelUnavailableException(
                    "a Java runtime for guests cannot be had: " + e.getMessage(), e);
        } finally {
            one.unlock();
        }
    }

    private static DebPackage newest(List<DebPackage> found, String name) {
        return found.stream()
                .filter(each -> each.name().matches(name))
                .min(Comparator.comparing(DebPackage::version, DebVersionOrder.NEWEST_FIRST))
                .orElseThrow(
                        () -> new KernelUnavailableException("the archive has no package " + name));
    }

    private KernelChoice chooseShell() throws IOException {
        List<DebPackage> found = archive.find(SHELL_SUITES, "^" + SHELL_PACKAGE + "$");
        if (found.isEmpty()) {
            throw new KernelUnavailableException("the archive has no " + SHELL_PACKAGE);
        }
        // Debian has moved it from bin to usr/bin.
        return new KernelChoice(found.getFirst(), "{,usr/}bin/busybox", new KernelVersion(0, 0));
    }

    private KernelImage kept(String name, Chooser chooser) {
        one.lock();
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            KeptNote note = KeptNote.of(file);
            Optional<KernelImage> kept = note.read();
            if (kept.isPresent()) {
                return kept.get();
            }
            KernelChoice choice = chooser.choose();
            files.take(choice.found(), choice.glob(), file);
            note.write(choice);
            LOG.info("{} is from {}", name, choice.found());
            return note.read().orElseThrow();
        } catch (IOException | UncheckedIOException e) {
            throw new KernelUnavailableException(
                    name + " cannot be had: " + String.valueOf(e.getMessage()), e);
        } finally {
            one.unlock();
        }
    }

    private static long freeBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Chooser {
        KernelChoice choose() throws IOException;
    }
}
