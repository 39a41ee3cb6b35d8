/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp profile that denies some calls and allows all others. It replaces Docker's default
 * profile, which denies more calls, but none that waiting needs.
 */
public record SeccompProfile(List<Denial> denials) {
    /** Calls that return an errno. */
    public record Denial(int errno, List<String> calls) {}

    /** A profile that denies nothing. */
    public static final SeccompProfile NONE = new SeccompProfile(List.of());

    /** Returns a profile that also answers these calls with an errno. */
    public SeccompProfile deny(int errno, String... calls) {
        List<Denial> more = new ArrayList<>(denials);
        more.add(new Denial(errno, List.of(calls)));
        return new SeccompProfile(List.copyOf(more));
    }

    /** {@code seccomp={...}}. */
    public String securityOption() {
        return "seccomp=" + json();
    }

    private String json() {
        return "{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"syscalls\":["
                + String.join(",", denials.stream().map(SeccompProfile::rule).toList())
                + "]}";
    }

    private static String rule(Denial denial) {
        return "{\"names\":[\"%s\"],\"action\":\"SCMP_ACT_ERRNO\",\"errnoRet\":%d}"
                .formatted(String.join("\",\"", denial.calls()), denial.errno());
    }
}
