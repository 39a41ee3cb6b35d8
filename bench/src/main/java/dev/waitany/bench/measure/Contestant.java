/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.measure;

import dev.waitany.bench.results.MeasuredCell;
import java.util.List;

/**
 * One program of a group: a cell in Java, the same in C, or the second of an A/A pair.
 *
 * @param language {@link MeasuredCell#JAVA} or {@link MeasuredCell#C}
 * @param twin whether it is the second of an A/A pair
 */
record Contestant(Cell cell, String language, boolean twin) {
    /** Returns the id in the results, as in {@code ping-pong/threads/128/java}. */
    String id() {
        return cell.id(language) + (twin ? "/twin" : "");
    }

    /** Returns the name of the JVM that runs the contestant: one for each strategy and twin. */
    String jvm() {
        return cell.strategy() + (twin ? "/twin" : "");
    }

    boolean isJava() {
        return language.equals(MeasuredCell.JAVA);
    }

    /** Returns the cell without figures, as the results keep it from the beginning. */
    MeasuredCell unmeasured() {
        Workload workload = cell.workload();
        return new MeasuredCell(
                id(),
                workload.name(),
                cell.strategy(),
                language,
                twin,
                cell.size(),
                workload.words(cell.size()),
                workload.unit() == SizeUnit.PENDING ? cell.size() : null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    @Override
    public String toString() {
        return cell + (isJava() ? "" : " in C") + (twin ? " (A/A)" : "");
    }
}
