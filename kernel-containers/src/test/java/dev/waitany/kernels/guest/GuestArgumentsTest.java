/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.PostDiscoveryFilter;

class GuestArgumentsTest {
    @Test
    void classesAndMethodsAreSelectedInOrder() {
        GuestArguments given = GuestArguments.of("a.B", "a.C#d", "--more", "--tagged", "slow");
        assertThat(given.isLastPart()).isFalse();
        assertThat(given.request().getSelectorsByType(ClassSelector.class))
                .extracting(ClassSelector::getClassName)
                .containsExactly("a.B");
        assertThat(given.request().getSelectorsByType(MethodSelector.class))
                .extracting(MethodSelector::getMethodName)
                .containsExactly("d");
        assertThat(given.request().getPostDiscoveryFilters())
                .hasSize(1)
                .hasOnlyElementsOfType(PostDiscoveryFilter.class);
    }

    @Test
    void whatCannotBeUnderstoodIsNamed() {
        assertThatThrownBy(() -> GuestArguments.of("--results", "file"))
                .hasMessageContaining("No test class");
        assertThatThrownBy(() -> GuestArguments.of("a.B", "--results"))
                .hasMessageContaining("--results needs a value");
        assertThatThrownBy(() -> GuestArguments.of("--quick", "a.B"))
                .hasMessageContaining("no --quick");
    }
}
