/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.WaitAny;
import dev.waitany.tck.counted.CountedWordRules;
import dev.waitany.tck.descriptors.DescriptorRules;
import dev.waitany.tck.fixture.ContractFixture;
import dev.waitany.tck.rules.AccountingRules;
import dev.waitany.tck.rules.ArmedBatchRules;
import dev.waitany.tck.rules.ArmedCallRules;
import dev.waitany.tck.rules.ArmedChangeRules;
import dev.waitany.tck.rules.ArmedConsumptionRules;
import dev.waitany.tck.rules.ArmedEndRules;
import dev.waitany.tck.rules.ArmedForwardRules;
import dev.waitany.tck.rules.ArmedWakeRules;
import dev.waitany.tck.rules.BitsetRules;
import dev.waitany.tck.rules.ChangedWordRules;
import dev.waitany.tck.rules.ClosingRules;
import dev.waitany.tck.rules.ConcurrencyRules;
import dev.waitany.tck.rules.DeadlineRules;
import dev.waitany.tck.rules.ExceptionRules;
import dev.waitany.tck.rules.FailureIsolationRules;
import dev.waitany.tck.rules.FutureRules;
import dev.waitany.tck.rules.GarbageRules;
import dev.waitany.tck.rules.HelperThreadRules;
import dev.waitany.tck.rules.InterruptRules;
import dev.waitany.tck.rules.LowestIndexRules;
import dev.waitany.tck.rules.MemoryRules;
import dev.waitany.tck.rules.PendingWaitRules;
import dev.waitany.tck.rules.PinnedMemoryRules;
import dev.waitany.tck.rules.ReturnReasonRules;
import dev.waitany.tck.rules.SetRules;
import dev.waitany.tck.rules.SharingRules;
import dev.waitany.tck.rules.SurplusRules;
import dev.waitany.tck.rules.TokenRules;
import dev.waitany.tck.rules.VirtualThreadRules;
import dev.waitany.tck.rules.WakeRules;

/**
 * All rules of the contract, as the tests of one strategy. A subclass says how to open the
 * strategy. The module's description says what a subclass needs to run.
 *
 * <p>JUnit creates instances of the subclass also to learn what the strategy can do, so its
 * constructor must not have effects.
 */
@SuppressWarnings("this-escape") // the fixture opens nothing before the first test
public abstract class WaitAnyContract
        implements ChangedWordRules,
                WakeRules,
                SurplusRules,
                AccountingRules,
                TokenRules,
                DeadlineRules,
                InterruptRules,
                ClosingRules,
                SetRules,
                VirtualThreadRules,
                ConcurrencyRules,
                SharingRules,
                GarbageRules,
                MemoryRules,
                ReturnReasonRules,
                ArmedCallRules,
                ArmedWakeRules,
                ArmedBatchRules,
                ArmedChangeRules,
                ArmedEndRules,
                ArmedForwardRules,
                ArmedConsumptionRules,
                FutureRules,
                BitsetRules,
                LowestIndexRules,
                ExceptionRules,
                FailureIsolationRules,
                HelperThreadRules,
                PendingWaitRules,
                PinnedMemoryRules,
                DescriptorRules,
                CountedWordRules {
    private final ContractFixture fixture = new ContractFixture(this::open);

    /** For subclasses. */
    protected WaitAnyContract() {}

    /**
     * Opens the strategy. Called one or more times by each test, which closes what it opened.
     *
     * @throws dev.waitany.UnsupportedStrategyException if the kernel lacks the strategy: the class
     *     is skipped
     */
    protected abstract WaitAny open();

    @Override
    public final ContractFixture fixture() {
        return fixture;
    }
}
