/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waitany.linux.Errno;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class RingRefusedExceptionTest {
    @Test
    void ringsThatWereSwitchedOffAreExplainedWithTheRemedy() {
        assertThat(new RingRefusedException("io_uring_setup(2)", Errno.EPERM))
                .hasMessageStartingWith("io_uring_setup(2): EPERM")
                .hasMessageContaining("kernel.io_uring_disabled")
                .hasMessageContaining("syscall-waitv");
    }

    @Test
    void refusedMappingOfARingIsARefusedRing() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> RingCalls.KERNEL.map(-1, 0, 1, arena))
                    .isInstanceOf(RingRefusedException.class)
                    .hasMessage("mmap(2): EBADF");
        }
    }
}
