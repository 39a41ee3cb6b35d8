/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck.objects;

import dev.waitany.objects.ObjectDomain;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * All cases, as the tests of one kind of domain. A subclass says how to open it: which engine,
 * private or shared, barging or hand-off.
 *
 * <table>
 *   <caption>What "straight after" means under barging</caption>
 *   <tr><th>case</th><th>hand-off, within the signalling call</th><th>barging</th></tr>
 *   <tr><td>13</td><td>the count reads 0</td><td>it reads 0 after the waiter has returned</td></tr>
 *   <tr><td>44</td><td>the event reads unset</td><td>it does after the waiter has returned</td></tr>
 *   <tr><td>45</td><td>the event reads unset</td><td>the same: a pulse always gives at once</td></tr>
 *   <tr><td>46</td><td>the event reads set</td><td>the same: nothing is consumed</td></tr>
 * </table>
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ObjectsContract
        implements SemaphoreCases,
                MutexCases,
                AbandonedMutexCases,
                EventCases,
                WaitingEventCases,
                AnyCases,
                AnyMutexCases,
                AllCases,
                AlertCases,
                SignalAndWaitCases,
                TimerCases,
                HandleCases,
                LoadCases,
                GarbageCases {
    private @Nullable ObjectsFixture fixture;

    /** For subclasses. */
    protected ObjectsContract() {}

    /** Opens the domain for one test, which closes it. */
    protected abstract ObjectDomain open();

    /** Returns whether the tests' threads are virtual. */
    protected boolean isVirtual() {
        return false;
    }

    @BeforeEach
    final void openFixture() {
        fixture = new ObjectsFixture(open(), isVirtual());
    }

    @AfterEach
    final void closeFixture() {
        objects().close();
    }

    @Override
    public final ObjectsFixture objects() {
        ObjectsFixture present = fixture;
        if (present == null) {
            throw new AssertionError("outside of a test");
        }
        return present;
    }
}
