/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.counted;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Deadline;
import dev.waitany.WaitSet;
import dev.waitany.spi.Arming;
import dev.waitany.spi.PendingWaits;
import java.util.Optional;

/** Pending waits that are counted from before they begin until they have ended. Thread-safe. */
final class CountingPendingWaits implements PendingWaits {
    private final PendingWaits waits;

    CountingPendingWaits(PendingWaits waits) {
        this.waits = waits;
    }

    @Override
    public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
        if (!API.isCounted(set)) {
            return waits.begin(set, deadline, ending);
        }
        CountedEnding counted = new CountedEnding(set, ending);
        counted.begin();
        try {
            return waits.begin(set, deadline, counted);
        } catch (Throwable notBegun) { // its ending is not called
            counted.end();
            throw notBegun;
        }
    }

    @Override
    public Optional<Arming> arm(WaitSet set) {
        return CountingArming.of(set, waits::arm);
    }

    @Override
    public void close() {
        waits.close();
    }
}
