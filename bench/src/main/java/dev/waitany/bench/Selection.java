/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

import dev.waitany.Support;
import dev.waitany.WaitAny;
import java.util.ArrayList;
import java.util.List;

/** What to measure, checked: nothing runs before all of it is known to be possible. */
record Selection(List<Cell> cells, List<Results.Missing> missing) {
    static Selection of(
            List<Support> found, List<String> asked, List<Integer> words, String workload) {
        List<String> known = found.stream().map(Support::strategy).toList();
        for (String name : asked) {
            if (!known.contains(name)) {
                throw new BadArgumentException(
                        "no strategy is called \""
                                + name
                                + "\"; there are: "
                                + String.join(", ", known));
            }
        }
        for (int count : words) {
            if (count < 1) {
                throw new BadArgumentException("--words " + count + ": a set has 1 word or more");
            }
        }
        List<Cell> cells = new ArrayList<>();
        List<Results.Missing> missing = new ArrayList<>();
        for (Support support : found) {
            String name = support.strategy();
            if (!asked.isEmpty() && !asked.contains(name)) {
                continue;
            }
            if (support.available()) {
                cells.addAll(cells(name, words, workload));
            } else {
                missing.add(new Results.Missing(name, support.reason() + ". " + support.remedy()));
            }
        }
        return new Selection(cells, missing);
    }

    private static List<Cell> cells(String strategy, List<Integer> words, String workload) {
        try (WaitAny waitAny = WaitAny.open(strategy)) {
            int most = waitAny.capabilities().maxWords();
            for (int count : words) {
                if (count > most) {
                    throw new BadArgumentException(
                            "--words "
                                    + count
                                    + ": "
                                    + strategy
                                    + " waits on 1 to "
                                    + most
                                    + " words");
                }
            }
        }
        return words.stream().distinct().map(count -> new Cell(workload, strategy, count)).toList();
    }
}
