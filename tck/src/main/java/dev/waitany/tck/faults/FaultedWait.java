/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.faults;

import dev.waitany.WaitAny;
import dev.waitany.WaitResult;
import java.util.concurrent.CompletionException;

/** One wait of a scenario in which one call fails. */
public interface FaultedWait {
    /** Waits. */
    WaitResult await(WaitAny waitAny) throws InterruptedException;

    /** Waits, again if the fault ends the wait. Returns the wakes that the wait was told. */
    default int told(WaitAny waitAny) throws InterruptedException {
        WaitResult result;
        try {
            result = await(waitAny);
        } catch (IllegalStateException | CompletionException | Error injected) {
            result = await(waitAny);
        }
        return wakes(result);
    }

    /** Returns the wakes that a result tells: that of its word and the surplus ones. */
    static int wakes(WaitResult result) {
        return (result.kind() == WaitResult.Kind.WOKEN ? 1 : 0) + result.surplus().length;
    }
}
