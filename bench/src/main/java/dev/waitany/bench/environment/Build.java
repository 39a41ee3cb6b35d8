/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.environment;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * The program that was measured.
 *
 * @param commit of the working copy that the program lies in, or "unknown" outside of one
 * @param dirty "yes" if the working copy has changes that are not committed, "no", or "unknown"
 * @param gcc the first line that the C compiler prints about itself, or "none"
 */
public record Build(String commit, String dirty, String gcc) {
    /** Asks git and gcc. */
    static Build capture() {
        String folder = folder();
        String commit = Facts.output(Facts.UNKNOWN, "git", "-C", folder, "rev-parse", "HEAD");
        String changes =
                Facts.output(
                        Facts.UNKNOWN,
                        "git",
                        "-C",
                        folder,
                        "status",
                        "--porcelain",
                        "--untracked-files=no");
        String dirty = changes.equals(Facts.UNKNOWN) ? changes : changes.isEmpty() ? "no" : "yes";
        String gcc = Facts.output("none", "gcc", "--version").lines().findFirst().orElse("none");
        return new Build(commit, dirty, gcc);
    }

    private static String folder() {
        try {
            Path code =
                    Path.of(
                            Build.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path parent = code.getParent();
            return String.valueOf(parent == null ? code : parent);
        } catch (URISyntaxException e) {
            return ".";
        }
    }
}
