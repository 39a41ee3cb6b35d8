/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.ring.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.linux.Errno;
import org.junit.jupiter.api.Test;

class RingRefusedExceptionTest {
    @Test
    void ringsThatWereSwitchedOffAreExplainedWithTheRemedy() {
        assertThat(new RingRefusedException(Errno.EPERM))
                .hasMessageStartingWith("io_uring_setup(2): EPERM")
                .hasMessageContaining("kernel.io_uring_disabled")
                .hasMessageContaining("syscall-waitv");
    }
}
