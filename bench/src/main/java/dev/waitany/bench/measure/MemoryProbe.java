/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

/** Measures the memory that the words of one wait take. Runs in a JVM that does nothing else. */
@FunctionalInterface
public interface MemoryProbe {
    /** Returns the growth of memory use while a wait on this many words is blocked. */
    Footprint measure(String strategy, int words) throws Exception;
}
