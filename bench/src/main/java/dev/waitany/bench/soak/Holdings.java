/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process holds: descriptors, mappings of rings, and threads.
 *
 * @param descriptors numbers and targets
 * @param ringMappings lines of /proc/self/maps that map a ring
 * @param threads Java's platform threads, without those that the JDK starts for itself
 */
record Holdings(Map<String, String> descriptors, long ringMappings, Set<Thread> threads) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final List<String> JDK_NAMES = List.of("ForkJoinPool-", "VirtualThread-");
    private static final String RING = "anon_inode:[io_uring]";

    /** Reads what the process holds now. */
    static Holdings now() {
        try {
            return new Holdings(readDescriptors(), countRings(), javaThreads());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares with what was held before, and waits while the difference gets smaller: threads of a
     * closed {@code WaitAny} have ended for it, and may not have ended for the JVM.
     *
     * @return one line for each thing that is left
     */
    static List<String> leftSince(Holdings before, Patience patience) {
        patience.until(() -> now().beyond(before).isEmpty());
        return now().beyond(before);
    }

    private List<String> beyond(Holdings before) {
        List<String> left = new ArrayList<>();
        descriptors.forEach(
                (number, target) -> {
                    if (!target.equals(before.descriptors.get(number))) {
                        left.add("descriptor " + number + ", " + target);
                    }
                });
        if (ringMappings > before.ringMappings) {
            left.add((ringMappings - before.ringMappings) + " mappings of rings");
        }
        for (Thread thread : threads) {
            if (!before.threads.contains(thread)) {
                left.add("thread " + thread.getName());
            }
        }
        return left;
    }

    private static Map<String, String> readDescriptors() throws IOException {
        Map<String, String> targets = new TreeMap<>();
        try (Stream<Path> entries = Files.list(DESCRIPTORS)) {
            for (Path entry : entries.toList()) {
                try {
                    String target = Files.readSymbolicLink(entry).toString();
                    if (!isOfTheJvm(target)) {
                        targets.put(entry.getFileName().toString(), target);
                    }
                } catch (NoSuchFileException closed) {
                    targets.remove(entry.getFileName().toString());
                }
            }
        }
        return targets;
    }

    /**
     * Jars are opened when a class is first needed, and a socket when a tool attaches. The listing
     * itself has a descriptor. WaitAny opens none of these.
     */
    private static boolean isOfTheJvm(String target) {
        return target.endsWith(".jar")
                || target.startsWith("socket:")
                || target.endsWith("/lib/modules")
                || target.startsWith("/proc/");
    }

    private static long countRings() throws IOException {
        try (Stream<String> lines = Files.lines(MAPPINGS)) {
            return lines.filter(line -> line.endsWith(RING)).count();
        }
    }

    private static Set<Thread> javaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfTheJdk(thread))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The JVM's own threads are in the root group, and those of virtual threads have its names. */
    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getParent() == null
                || thread.getClass().getName().startsWith("jdk.internal.")
                || JDK_NAMES.stream().anyMatch(thread.getName()::startsWith);
    }
}
