/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every published jar contains in addition to its classes. */
class JarContentsIT {
    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    static Stream<String> published() {
        return Stream.concat(ModulePath.published(), Stream.of("kernel-containers"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void licenseIsInTheJar(String folder) throws Exception {
        try (ZipFile jar = new ZipFile(ModulePath.of(folder).toFile());
                InputStream license =
                        jar.getInputStream(
                                Objects.requireNonNull(jar.getEntry("META-INF/LICENSE"), folder))) {
            assertThat(new String(license.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
        }
    }
}
