/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.spinning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the affinity and the quotas of a process from files that a test writes. */
class CpuAllowanceTest {
    @TempDir private Path root;

    @BeforeEach
    void fourCpusWithoutQuota() throws IOException {
        affinity("f");
        write("proc/self/cgroup", "0::/a/b\n");
    }

    @Test
    void everyCpuOfTheAffinityCounts() throws IOException {
        assertThat(CpuAllowance.read(root)).isEqualTo(new CpuAllowance(4, ""));
        affinity("3,00000000,80000001");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(4);
    }

    @Test
    void affinityOfOneCpuIsTheReason() throws IOException {
        affinity("00000004");
        CpuAllowance one = CpuAllowance.read(root);
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.reason()).contains("one CPU only");
    }

    @Test
    void lowestQuotaOfTheGroupsCounts() throws IOException {
        write("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(4);
        write("sys/fs/cgroup/a/cpu.max", "150000 100000\n");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(2);
        write("sys/fs/cgroup/a/b/cpu.max", "50000 100000\n");
        CpuAllowance one = CpuAllowance.read(root);
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.reason()).contains("quota").contains("0.5");
    }

    @Test
    void rootOfTheMountCountsIfTheGroupIsOfTheHost() throws IOException {
        write("sys/fs/cgroup/cpu.max", "100000 100000\n");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(1);
    }

    @Test
    void quotaOfVersionOneCounts() throws IOException {
        write("proc/self/cgroup", "4:memory:/x\n3:cpu,cpuacct:/docker/1\n0::/\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us", "-1\n");
        write("sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_period_us", "100000\n");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(4);
        write("sys/fs/cgroup/cpu,cpuacct/docker/1/cpu.cfs_quota_us", "100000\n");
        assertThat(CpuAllowance.read(root).count()).isEqualTo(1);
    }

    @Test
    void unreadableAffinityIsOneCpu() {
        assertThat(CpuAllowance.read(root.resolve("absent")).count()).isEqualTo(1);
    }

    @Test
    void thisProcessHasAtLeastOneCpu() {
        assertThat(CpuAllowance.ofProcess().count()).isPositive();
    }

    private void affinity(String mask) throws IOException {
        write("proc/self/status", "Name:\tjava\nCpus_allowed:\t" + mask + "\nMems_allowed:\t1\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
