/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.KernelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelStoreTest {
    private static final String IMAGE = "linux-image-6.12.9+deb13-cloud-amd64";
    private static final Kernel KERNEL = Kernel.debian("6.12");

    @TempDir private Path folder;
    private final FakeArchive archive = new FakeArchive();

    @Test
    void newestPackageOfTheLineIsTakenAndKept() throws IOException {
        archive.serve(
                "linux-image-6.12.10+deb13-cloud-amd64", IMAGE, "linux-image-6.1.0-9-cloud-amd64");
        KernelImage image = store(Long.MAX_VALUE).get(KERNEL);
        assertThat(image.origin()).startsWith("linux-image-6.12.10+deb13");
        assertThat(image.version()).isEqualTo(new KernelVersion(6, 12));
        assertThat(Files.readString(image.file())).contains("6.12.10");
        archive.serveNothing();
        assertThat(store(Long.MAX_VALUE).get(KERNEL)).as("without the archive").isEqualTo(image);
        assertThat(archive.downloads()).isEqualTo(1);
        try (var left = Files.list(folder)) {
            assertThat(left).as("the file and its note").hasSize(2);
        }
    }

    @Test
    void lineThatIsGoneIsReplacedByTheNearestWhichSaysSo() {
        archive.serve(
                "linux-image-6.1.0-9-cloud-amd64",
                "linux-image-6.16.3+deb13-cloud-amd64",
                "linux-binary-7.3.4+deb13-cloud-amd64");
        KernelImage image = store(Long.MAX_VALUE).get(Kernel.debian("6.18"));
        assertThat(image.version()).isEqualTo(new KernelVersion(6, 16));
        assertThat(image.origin()).contains("6.16.3");
    }

    /** Since 6.19 linux-image is empty, and linux-binary has the kernel. */
    @Test
    void splitKernelsAreTakenFromWhereTheyAre() throws IOException {
        archive.serve(
                "linux-image-7.3.4+deb13-cloud-amd64", "linux-binary-7.3.4+deb13-cloud-amd64");
        KernelImage image = store(Long.MAX_VALUE).get(Kernel.debian("7.3"));
        assertThat(Files.readString(image.file())).startsWith("linux-binary-7.3.4");
    }

    @Test
    void realTimeVariantIsAPackageOfItsOwn() {
        archive.serve("linux-image-6.12.10+deb13-cloud-amd64", "linux-image-6.12.9+deb13-rt-amd64");
        KernelImage image = store(Long.MAX_VALUE).get(Kernel.debian("6.12-rt"));
        assertThat(image.origin()).contains("6.12.9+deb13-rt-amd64");
        assertThat(image.version()).isEqualTo(KERNEL.version());
    }

    @Test
    void runtimeOfAnotherArchitectureIsUnpackedOnce() throws IOException {
        archive.serve(
                "openjdk-25-jre-headless", "libc6", "libgcc-s1", "libstdc++6", "zlib1g", "zlib1gx");
        Path root = store(Long.MAX_VALUE).javaRoot();
        assertThat(store(Long.MAX_VALUE).javaRoot()).isEqualTo(root);
        assertThat(archive.downloads()).isEqualTo(5);
        assertThat(root.resolve("boot")).isDirectory();
    }

    @Test
    void runtimeWithAPackageThatTheArchiveLacksIsNotMade() {
        archive.serve("openjdk-25-jre-headless", "libc6", "libgcc-s1", "libstdc++6");
        assertThatThrownBy(() -> store(Long.MAX_VALUE).javaRoot())
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("zlib1g");
        assertThat(archive.downloads()).isZero();
    }

    @Test
    void moduleIsOfTheReleaseOfTheImage() throws IOException {
        Kernel kernel = Kernel.debian("7.3");
        archive.serve(
                "linux-binary-7.3.4+deb13-cloud-amd64", "linux-modules-7.3.4+deb13-cloud-amd64");
        store(Long.MAX_VALUE).get(kernel);
        archive.serve(
                "linux-binary-7.3.5+deb13-cloud-amd64", "linux-modules-7.3.5+deb13-cloud-amd64");
        Path module = store(Long.MAX_VALUE).module(kernel, "ntsync");
        assertThat(Files.readString(module)).contains("modules-7.3.4");
    }

    @Test
    void moduleThatTheArchiveHasNoMoreIsNamedWithItsPackage() {
        Kernel kernel = Kernel.debian("7.3");
        archive.serve("linux-binary-7.3.4+deb13-cloud-amd64");
        assertThatThrownBy(() -> store(Long.MAX_VALUE).module(kernel, "ntsync"))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("no linux-modules-7.3.4+deb13-cloud-amd64")
                .hasMessageContaining("ntsync");
    }

    @Test
    void archiveWithoutAnyKernelIsNamed() {
        assertThatThrownBy(() -> store(Long.MAX_VALUE).get(KERNEL))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("no kernel at all")
                .hasMessageContaining("trixie");
    }

    @Test
    void corruptDownloadIsFetchedAgainOnce() {
        archive.serve(IMAGE).spoil("torn");
        assertThat(store(Long.MAX_VALUE).get(KERNEL).origin()).startsWith(IMAGE);
        assertThat(archive.downloads()).isEqualTo(2);
    }

    @Test
    void downloadThatIsCorruptTwiceIsNamedAndNothingIsKept() throws IOException {
        archive.serve(IMAGE).spoil("torn", "torn again");
        assertThatThrownBy(() -> store(Long.MAX_VALUE).get(KERNEL))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining(IMAGE)
                .hasMessageContaining("corrupt twice");
        assertThat(archive.downloads()).isEqualTo(2);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keptKernelThatHasChangedIsFetchedAgain() throws IOException {
        archive.serve(IMAGE);
        KernelImage image = store(Long.MAX_VALUE).get(KERNEL);
        Files.writeString(image.file(), "something else");
        assertThat(store(Long.MAX_VALUE).get(KERNEL)).isEqualTo(image);
        assertThat(Files.readString(image.file())).isEqualTo(IMAGE);
        assertThat(archive.downloads()).isEqualTo(2);
    }

    @Test
    void diskWithoutRoomIsNamedBeforeAnythingIsFetched() {
        archive.serve(IMAGE);
        assertThatThrownBy(() -> store(50).get(KERNEL))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("no space")
                .hasMessageContaining(IMAGE)
                .hasMessageContaining(folder.toString());
        assertThat(archive.downloads()).isZero();
    }

    @Test
    void archiveThatCannotBeReachedIsQuoted() {
        DebianArchive unreachable =
                new DebianArchive() {
                    @Override
                    public List<DebPackage> find(List<String> suites, String nameRegex)
                            throws IOException {
                        throw new IOException("apt-get: exit code 100: no route");
                    }

                    @Override
                    public Path download(DebPackage found, Path into) {
                        throw new AssertionError(found);
                    }

                    @Override
                    public void unpack(Path deb, Path into) {
                        throw new AssertionError(deb);
                    }
                };
        KernelStore store =
                new KernelStore(
                        folder, unreachable, new PackageFiles(unreachable, folder, () -> 0));
        assertThatThrownBy(() -> store.get(KERNEL))
                .isInstanceOf(KernelUnavailableException.class)
                .hasMessageContaining("vmlinuz-6.12")
                .hasMessageContaining("no route");
    }

    @Test
    void shellIsKeptLikeAKernel() {
        archive.serve("busybox-static");
        assertThat(store(Long.MAX_VALUE).shell()).hasContent("busybox-static");
    }

    private KernelStore store(long space) {
        return new KernelStore(folder, archive, new PackageFiles(archive, folder, () -> space));
    }
}
