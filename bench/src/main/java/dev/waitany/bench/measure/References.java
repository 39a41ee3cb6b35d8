/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The C references of several workloads, each compiled once. */
public final class References implements AutoCloseable {
    private final Map<CSource, Optional<Reference>> bySource;

    private References(Map<CSource, Optional<Reference>> bySource) {
        this.bySource = bySource;
    }

    /** Compiles and starts the C programs that these workloads own. */
    public static References compile(Collection<Workload> workloads) {
        Map<CSource, Optional<Reference>> bySource = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            workload.cReference()
                    .ifPresent(source -> bySource.computeIfAbsent(source, Reference::compile));
        }
        return new References(bySource);
    }

    /** Returns whether every program was compiled and started. */
    public boolean areComplete() {
        return bySource.values().stream().allMatch(Optional::isPresent);
    }

    /**
     * Returns the program that does what a cell does in Java. There is none if the cell's workload
     * names no C source, if that was not compiled, or if it does not implement the cell's strategy.
     */
    Optional<Reference> of(Cell cell) {
        return cell.workload()
                .cReference()
                .flatMap(source -> bySource.getOrDefault(source, Optional.empty()))
                .filter(reference -> reference.knows(cell));
    }

    /** Ends the programs. */
    @Override
    public void close() {
        bySource.values().forEach(reference -> reference.ifPresent(Reference::close));
    }
}
