/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.WaitAny;
import org.junit.jupiter.api.extension.ExtendWith;

/** All rules, for one strategy. Subclasses say how to open it. */
@ExtendWith(TimeLimited.class)
@SuppressWarnings({
    "exports",
    "this-escape"
}) // JUnit alone needs the extension; the scene opens nothing yet
public abstract class WaitAnyContract
        implements ChangedWords,
                Wakes,
                SurplusWakes,
                WakeAccounts,
                Tokens,
                Deadlines,
                Interrupts,
                Closing,
                SetLimits,
                VirtualThreads,
                ConcurrentUse,
                SharedWords,
                Garbage,
                Memory,
                NoSpuriousReturn,
                BitSets,
                ArmedSets,
                ArmedEnds,
                ArmedChanges,
                ArmedAccounts,
                AsyncWaits {
    private final Scene scene = new Scene(this::open);

    /** For subclasses. */
    protected WaitAnyContract() {}

    /** Opens the strategy. Called once or more by each test, which closes what it opened. */
    protected abstract WaitAny open();

    @Override
    public final Scene scene() {
        return scene;
    }
}
