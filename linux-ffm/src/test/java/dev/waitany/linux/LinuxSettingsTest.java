/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxSettingsTest {
    @ParameterizedTest
    @CsvSource({
        AlertSignal.PROPERTY + ", abc",
        AlertSignal.PROPERTY + ", 2",
        FutexHash.PROPERTY + ", no",
        SystemCallCount.PROPERTY + ", 1",
    })
    void wrongValueIsRefusedWithThePropertyTheValueAndWhatIsAllowed(String property, String wrong) {
        String before = System.getProperty(property);
        System.setProperty(property, wrong);
        try {
            for (int i = 0; i < 2; i++) { // each time, and not only with the first
                assertThatThrownBy(LinuxSettings::check)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("-D" + property + "=" + wrong + ": must be");
            }
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
        assertThatCode(LinuxSettings::check).doesNotThrowAnyException();
    }
}
