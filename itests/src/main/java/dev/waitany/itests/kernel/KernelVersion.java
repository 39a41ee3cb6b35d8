/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.kernel;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release line of Linux, by its first two numbers: 6.12. */
public record KernelVersion(int major, int minor) implements Comparable<KernelVersion> {
    private static final Pattern LEADING = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final Comparator<KernelVersion> ORDER =
            Comparator.comparingInt(KernelVersion::major).thenComparingInt(KernelVersion::minor);

    /**
     * The line of a release: of {@code 6.12.117+deb13-cloud-amd64} it is 6.12.
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

    /** The line of the kernel this JVM runs on. */
    public static KernelVersion ofThisMachine() {
        return of(System.getProperty("os.version"));
    }

    /** Whether it is that line or a newer one. */
    public boolean isAtLeast(KernelVersion other) {
        return compareTo(other) >= 0;
    }

    /** How far apart two lines are; smaller is nearer, and only good for comparing. */
    public int distance(KernelVersion other) {
        return Math.abs((major - other.major) * 20 + minor - other.minor); // a major has 20 minors
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
