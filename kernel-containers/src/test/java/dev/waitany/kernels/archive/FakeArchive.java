/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import dev.waitany.kernels.machine.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** An archive whose packages contain one file with the package's name. Some downloads fail. */
final class FakeArchive implements DebianArchive {
    private final List<DebPackage> served = new ArrayList<>();
    private final Deque<String> spoilt = new ArrayDeque<>();
    private int downloads;

    FakeArchive serve(String... names) {
        Arrays.stream(names).map(FakeArchive::named).forEach(served::add);
        return this;
    }

    FakeArchive serveNothing() {
        served.clear();
        return this;
    }

    /** Replaces the next downloads. */
    FakeArchive spoil(String... contents) {
        spoilt.addAll(List.of(contents));
        return this;
    }

    int downloads() {
        return downloads;
    }

    private static DebPackage named(String name) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        return new DebPackage(name, name.replaceAll("[^0-9.]", "") + "-1", 100, Sha256.of(content));
    }

    @Override
    public List<DebPackage> find(List<String> suites, String nameRegex) {
        return served.stream().filter(found -> found.name().matches(nameRegex)).toList();
    }

    @Override
    public Path download(DebPackage found, Path folder) throws IOException {
        downloads++;
        String content = spoilt.isEmpty() ? found.name() : spoilt.remove();
        return Files.writeString(folder.resolve(found.name() + ".deb"), content);
    }

    @Override
    public void unpack(Path deb, Path folder) throws IOException {
        String name = Files.readString(deb);
        String path =
                name.contains("modules")
                        ? "usr/lib/modules/" + name + "/kernel/drivers/misc/ntsync.ko.xz"
                        : name.contains("binary")
                                ? "usr/lib/modules/" + name + "/vmlinuz"
                                : name.contains("busybox")
                                        ? "usr/bin/busybox"
                                        : "boot/vmlinuz-" + name;
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}
