/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.KernelVersion;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The package that contains a kernel, and the file in it. Up to 6.18 the package is {@code
 * linux-image}. Since 6.19 it is {@code linux-binary}, and {@code linux-image} is empty. The file
 * is {@code boot/vmlinuz}, and since 7.2 {@code vmlinuz} among the modules.
 */
record KernelChoice(DebPackage found, String glob, KernelVersion version) {
    private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
    private static final Pattern NAME = Pattern.compile("linux-(image|binary)-\\d+\\.\\d+.*");
    private static final String FILE = "{boot/vmlinuz-*,usr/lib/modules/*/vmlinuz}";
    private static final KernelVersion FIRST_SPLIT = new KernelVersion(6, 19);

    /**
     * Chooses the newest package of the kernel's line. If the archive no longer has that line,
     * chooses the nearest line and logs a warning.
     */
    static KernelChoice of(DebianArchive archive, Kernel kernel) throws IOException {
        List<KernelChoice> all =
                archive
                        .find(
                                kernel.suites(),
                                "^linux-(image|binary)-[0-9].*-%s$"
                                        .formatted(kernel.variant().flavour()))
                        .stream()
                        .filter(KernelChoice::hasTheKernel)
                        .map(found -> new KernelChoice(found, FILE, lineOf(found)))
                        .toList();
        KernelVersion wanted = kernel.version();
        KernelChoice best =
                all.stream()
                        .min(
                                Comparator.<KernelChoice>comparingInt(
                                                choice -> choice.version.distance(wanted))
                                        .thenComparing(
                                                choice -> choice.found.version(),
                                                DebVersionOrder.NEWEST_FIRST))
                        .orElseThrow(
                                () ->
                                        new KernelUnavailableException(
                                                "there is no kernel at all in "
                                                        + kernel.suites()
                                                        + " of Debian's archive"));
        if (!best.version.equals(wanted)) {
            LOG.warn(
                    "Linux {} is not in {} any more: {} stands in for it",
                    wanted,
                    kernel.suites(),
                    best.found);
        }
        return best;
    }

    /**
     * Chooses the package with a module that fits an image: of the same release and version.
     *
     * @throws KernelUnavailableException if the archive has it no more
     */
    static KernelChoice ofModule(
            DebianArchive archive, Kernel kernel, KernelImage image, String module)
            throws IOException {
        String kind = image.version().isAtLeast(FIRST_SPLIT) ? "linux-modules-" : "linux-image-";
        String name = kind + release(image);
        String version = image.origin().substring(image.origin().indexOf(' ') + 1);
        return archive.find(kernel.suites(), "^" + name.replaceAll("([+.])", "[$1]") + "$").stream()
                .filter(found -> found.version().equals(version))
                .findFirst()
                .map(
                        found ->
                                new KernelChoice(
                                        found,
                                        "{,usr/}lib/modules/*/kernel/**/%s.ko{,.xz}"
                                                .formatted(module),
                                        image.version()))
                .orElseThrow(
                        () ->
                                new KernelUnavailableException(
                                        "the archive has no %s %s any more, which has the module %s: remove %s to fetch a newer kernel"
                                                .formatted(name, version, module, image.file())));
    }

    /** Returns the release of an image: {@code 6.12.118+deb13-cloud-amd64}. */
    static String release(KernelImage image) {
        return image.origin().replaceFirst("^linux-(image|binary)-", "").replaceFirst(" .*", "");
    }

    private static boolean hasTheKernel(DebPackage found) {
        Matcher name = NAME.matcher(found.name());
        return name.matches()
                && name.group(1).equals(lineOf(found).isAtLeast(FIRST_SPLIT) ? "binary" : "image");
    }

    private static KernelVersion lineOf(DebPackage found) {
        return KernelVersion.of(found.name().replaceFirst("^linux-(image|binary)-", ""));
    }
}
