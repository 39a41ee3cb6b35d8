/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The mirror of Debian's archive that this machine's apt uses. */
public final class DebianMirror {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private DebianMirror() {}

    /**
     * Returns the address of the first mirror among apt's sources.
     *
     * @param aptGet the program to ask
     * @throws IOException if it fails or has no mirror
     */
    public static String known(String aptGet) throws IOException {
        Command ask =
                new Command(
                                aptGet,
                                "indextargets",
                                "--format",
                                "$(REPO_URI)",
                                "Created-By: Packages")
                        .with(Map.of("LC_ALL", "C"));
        return ask.output(LIMIT)
                .lines()
                .filter(uri -> uri.matches("(http|https|file):.*/debian/"))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("apt knows no mirror of Debian on this machine"));
    }
}
