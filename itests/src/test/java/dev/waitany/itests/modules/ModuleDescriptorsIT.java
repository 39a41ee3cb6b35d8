/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.spi.Strategy;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what each published jar requires, exports, uses and provides with the files in {@code
 * src/test/resources/golden}.
 */
class ModuleDescriptorsIT {
    @ParameterizedTest
    @MethodSource("dev.waitany.itests.modules.ModulePath#published")
    void descriptorIsTheOneWrittenDown(String folder) throws Exception {
        ModuleDescriptor descriptor =
                ModuleFinder.of(ModulePath.of(folder)).findAll().iterator().next().descriptor();
        assertThat(describe(descriptor)).isEqualTo(golden(folder));
    }

    @Test
    void everyStrategyIsInAModuleThatIsWrittenDown() throws Exception {
        for (Strategy strategy : ServiceLoader.load(Strategy.class)) {
            Class<?> provider = strategy.getClass();
            Path place =
                    Path.of(provider.getProtectionDomain().getCodeSource().getLocation().toURI());
            assertThat(ModulePath.libraries())
                    .as("the modules with a file in golden, for %s", provider)
                    .contains(place);
        }
    }

    private static String golden(String folder) throws Exception {
        String name = "/golden/" + folder + ".txt";
        try (InputStream file = ModuleDescriptorsIT.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String describe(ModuleDescriptor descriptor) {
        TreeSet<String> lines = new TreeSet<>();
        descriptor.requires().forEach(r -> lines.add(requires(r)));
        descriptor.exports().forEach(e -> lines.add("exports " + e.source() + to(e.targets())));
        descriptor.opens().forEach(o -> lines.add("opens " + o.source() + to(o.targets())));
        descriptor.uses().forEach(u -> lines.add("uses " + u));
        descriptor
                .provides()
                .forEach(p -> lines.add("provides " + p.service() + " with " + p.providers()));
        String kind = descriptor.isOpen() ? "open module " : "module ";
        return kind + descriptor.name() + "\n" + String.join("\n", lines) + "\n";
    }

    /** Omits versions, because the JDK's is recorded for java.base. */
    private static String requires(ModuleDescriptor.Requires requires) {
        String modifiers =
                requires.modifiers().stream()
                        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                        .sorted()
                        .collect(Collectors.joining());
        return "requires " + modifiers + requires.name();
    }

    private static String to(Collection<String> targets) {
        return targets.isEmpty() ? "" : " to " + new TreeSet<>(targets);
    }
}
