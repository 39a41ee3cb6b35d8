/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release line of Linux, by its first two numbers: 6.12. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final Pattern LEADING = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final Comparator<KernelVersion> ORDER =
            Comparator.comparingInt(KernelVersion::major).thenComparingInt(KernelVersion::minor);

    /**
     * Returns the line of a release: 6.12 for {@code 6.12.117+deb13-cloud-amd64}.
     *
     * @throws IllegalArgumentException if it does not begin with two numbers
     */
    public static KernelVersion of(String release) {
        Matcher numbers = LEADING.matcher(release);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("no release of Linux: " + release);
        }
        return new KernelVersion(
                Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }

    /** Returns the line of the kernel that this JVM runs on. */
    public static KernelVersion ofThisMachine() {
        return of(System.getProperty("os.version"));
    }

    /** Tells whether it is that line or a newer one. */
    public boolean isAtLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }

    /** Returns a number that is smaller the nearer two lines are. */
    public int distance(KernelVersion other) {
        return Math.abs(
                (major - other.major) * 20
                        + minor
                        - other.minor); // a major release has at most 20 minor ones
    }

    @Override
    public int compareTo(KernelVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
