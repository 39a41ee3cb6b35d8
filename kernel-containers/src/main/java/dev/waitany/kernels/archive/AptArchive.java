/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.machine.Command;
import dev.waitany.kernels.machine.DebianMirror;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debian's archive, accessed by apt. Lists, state and sources are in a separate folder, so that the
 * machine's configuration is not touched. apt verifies the archive's signatures, and each package
 * by the signed index. For one process at a time.
 */
final class AptArchive implements DebianArchive {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private static final String SECURITY = "-security";
    private final Path folder;
    private final Architecture architecture;

    /**
     * Makes an archive.
     *
     * @param cache the folder for lists and state
     */
    AptArchive(Path cache, Architecture architecture) {
        this.folder = cache.toAbsolutePath();
        this.architecture = architecture;
    }

    @Override
    public List<DebPackage> find(List<String> suites, String nameRegex) throws IOException {
        configure(suites);
        apt("apt-get", "update", "-qq");
        List<String> names =
                apt("apt-cache", "search", "--names-only", nameRegex)
                        .lines()
                        .map(line -> line.split(" ", 2)[0])
                        .toList();
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> show = new ArrayList<>(List.of("apt-cache", "show"));
        show.addAll(names);
        return DebPackage.parse(apt(show.toArray(String[]::new)));
    }

    @Override
    public Path download(DebPackage found, Path into) throws IOException {
        new Command("apt-get", "download", "-qq", found.name() + "=" + found.version())
                .in(into)
                .with(environment())
                .output(LIMIT);
        try (DirectoryStream<Path> debs = Files.newDirectoryStream(into, found.name() + "_*.deb")) {
            for (Path deb : debs) {
                return deb;
            }
        }
        throw new IOException("apt-get download left no file for " + found);
    }

    @Override
    public void unpack(Path deb, Path into) throws IOException {
        new Command("dpkg-deb", "--extract", deb.toString(), into.toString()).output(LIMIT);
    }

    private void configure(List<String> suites) throws IOException {
        requireApt();
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(folder.resolve("archives/partial"));
        Files.writeString(folder.resolve("status"), "");
        Files.writeString(folder.resolve("apt.conf"), configuration());
        String mirror = DebianMirror.known("apt-get");
        StringBuilder sources = new StringBuilder();
        for (String suite : suites) {
            String archive =
                    suite.endsWith(SECURITY) ? mirror.replaceAll("/$", "-security/") : mirror;
            sources.append("deb [signed-by=%s] %s %s main%n".formatted(KEYS, archive, suite));
        }
        Files.writeString(folder.resolve("sources.list"), sources);
    }

    private static void requireApt() throws IOException {
        try {
            new Command("apt-get", "--version").run(LIMIT);
        } catch (IOException missing) {
            throw new NoArchiveException(missing);
        }
    }

    private String configuration() {
        return """
                Dir::State "%1$s";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s";
                Dir::Etc::sourcelist "%1$s/sources.list";
                Dir::Etc::sourceparts "-";
                APT::Sandbox::User "root";
                APT::Architecture "%2$s";
                Acquire::Languages "none";
                Acquire::Retries "2";
                """
                .formatted(folder, architecture.debian());
    }

    private String apt(String... words) throws IOException {
        return new Command(words).in(folder).with(environment()).output(LIMIT);
    }

    private Map<String, String> environment() {
        return Map.of("APT_CONFIG", folder.resolve("apt.conf").toString(), "LC_ALL", "C");
    }
}
