/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The main classes of every module that has been compiled, also of those that this module does not
 * depend on. In a build of all modules that is every module.
 */
final class ModuleClasses implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
        Path root = Path.of(System.getProperty("dev.waitany.itests.root"));
        Set<Location> locations = new HashSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path module : modules) {
                Path classes = module.resolve("target/classes");
                if (Files.isDirectory(classes)) {
                    locations.add(Location.of(classes));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return locations;
    }
}
