/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class PipeTest {
    @Test
    void dataWrittenToOneEndIsReadFromTheOther() throws Exception {
        try (Pipe pipe = new Pipe();
                Arena arena = Arena.ofConfined()) {
            try (OutputStream end = new FileOutputStream("/proc/self/fd/" + pipe.writeEnd())) {
                end.write(new byte[] {1, 2, 3});
            }
            MemorySegment into = arena.allocate(8);
            assertThat(pipe.read(into)).isEqualTo(3);
            assertThat(into.get(ValueLayout.JAVA_BYTE, 2)).isEqualTo((byte) 3);
        }
    }
}
