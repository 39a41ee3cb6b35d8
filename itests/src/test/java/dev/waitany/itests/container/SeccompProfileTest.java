/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SeccompProfileTest {
    @Test
    void deniedCallsAreAnsweredWithTheirErrnoAndAllOthersAllowed() {
        String option =
                SeccompProfile.NONE
                        .deny(1, "io_uring_setup", "io_uring_enter")
                        .deny(38, "futex_waitv")
                        .securityOption();
        assertThat(option).startsWith("seccomp={");
        JsonNode profile = new JsonMapper().readTree(option.substring("seccomp=".length()));
        assertThat(profile.at("/defaultAction").asString()).isEqualTo("SCMP_ACT_ALLOW");
        assertThat(profile.at("/syscalls/0/names").toString())
                .isEqualTo("[\"io_uring_setup\",\"io_uring_enter\"]");
        assertThat(profile.at("/syscalls/0/errnoRet").asInt()).isEqualTo(1);
        assertThat(profile.at("/syscalls/1/names").toString()).isEqualTo("[\"futex_waitv\"]");
        assertThat(profile.at("/syscalls/1/errnoRet").asInt()).isEqualTo(38);
        assertThat(profile.at("/syscalls").size()).isEqualTo(2);
    }
}
