/* SPDX-License-Identifier: Apache-2.0 */
package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waitany.kernels.junit.KernelTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Two facts about a kernel that has a module which Debian does not load by itself. */
@KernelTest(
        value = "7.3",
        modules = "ntsync",
        kernelArguments = "sample.argument=1",
        files = "pom.xml=/etc/sample",
        properties = "sample=yes")
class NtsyncTest {
    @Test
    void deviceIsThereOnceTheModuleIsLoaded() {
        assertTrue(System.getProperty("os.version").startsWith("7.3"));
        assertTrue(Files.exists(Path.of("/dev/ntsync")));
    }

    @Test
    void guestHasWhatTheAnnotationGivesIt() throws Exception {
        assertEquals("yes", System.getProperty("sample"));
        assertTrue(Files.readString(Path.of("/etc/sample")).contains("kernel-test"));
        assertTrue(Files.readString(Path.of("/proc/cmdline")).contains("sample.argument=1"));
    }
}
