/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell whose counts differ too much.
 *
 * @param recorded null if the record does not have the cell
 * @param counted null if it was not counted
 */
record Difference(String kernel, String cell, @Nullable Long recorded, @Nullable Long counted) {
    @Override
    public String toString() {
        String where = kernel + ", " + cell + ": ";
        if (recorded == null || counted == null) {
            return where
                    + (recorded == null ? "not recorded" : "recorded " + recorded)
                    + ", "
                    + (counted == null ? "not counted" : "counted " + counted);
        }
        return where
                + String.format(
                        Locale.ROOT,
                        "recorded %d, counted %d (%+.1f %%)",
                        recorded,
                        counted,
                        100.0 * (counted - recorded) / recorded);
    }
}
