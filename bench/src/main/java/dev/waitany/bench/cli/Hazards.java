/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults of kernels that affect strategies, by release. Source: docs/reference/kernel-notes.md. */
final class Hazards {
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

    /** A range of releases, without the last one, and what happens there. */
    private record Hazard(Release from, Release until, String text) {}

    private record Release(int major, int minor, int patch) implements Comparable<Release> {
        @Override
        public int compareTo(Release that) {
            int byMajor = Integer.compare(major, that.major);
            int byMinor = Integer.compare(minor, that.minor);
            return byMajor != 0
                    ? byMajor
                    : byMinor != 0 ? byMinor : Integer.compare(patch, that.patch);
        }
    }

    private static final String USE_AFTER_FREE =
            "io_uring futex waits that fail can use freed memory (CVE-2025-39698): update to 6.12.44, 6.16.4 or newer";

    private static final List<Hazard> KNOWN =
            List.of(
                    new Hazard(release(6, 7, 0), release(6, 12, 44), USE_AFTER_FREE),
                    new Hazard(release(6, 13, 0), release(6, 16, 4), USE_AFTER_FREE),
                    new Hazard(
                            release(6, 7, 0),
                            release(6, 9, 0),
                            "cancelling every futex wait of a ring may not progress: update to 6.9"),
                    new Hazard(
                            release(6, 7, 0),
                            release(7, 1, 0),
                            "io_uring's vectored wait absorbs repeated wakes until its completion is taken: ring-waitv sends additional wakes to compensate"));

    private Hazards() {}

    /**
     * Returns the known faults of a kernel.
     *
     * @param kernel its release as uname(2) reports it; fixes that a distribution has backported
     *     are not visible there
     */
    static List<String> of(String kernel) {
        Matcher parts = RELEASE.matcher(kernel);
        if (!parts.matches()) {
            return List.of();
        }
        int patch = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        Release here =
                release(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), patch);
        return KNOWN.stream()
                .filter(
                        hazard ->
                                here.compareTo(hazard.from) >= 0
                                        && here.compareTo(hazard.until) < 0)
                .map(Hazard::text)
                .toList();
    }

    private static Release release(int major, int minor, int patch) {
        return new Release(major, minor, patch);
    }
}
