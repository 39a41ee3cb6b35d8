/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.access.ApiAccess;
import dev.waitany.spi.Backend;
import dev.waitany.spinning.SpinLearner;
import org.jspecify.annotations.Nullable;

/** The members of this package that other packages of the module may use. */
@SuppressWarnings("unused") // ApiAccess looks it up by name
final class GrantedAccess implements ApiAccess {
    @Override
    public WaitAny open(String name, Backend backend, Spin spin) {
        return new WaitAny(name, backend, spin);
    }

    @Override
    public @Nullable Spin spin(WaitSet set) {
        return set.ownSpin();
    }

    @Override
    public SpinLearner learner(WaitSet set) {
        return set.learner();
    }

    @Override
    public Deadline threadDeadline() {
        return new ThreadDeadline();
    }

    @Override
    public Deadline in(Deadline threadDeadline, long span) {
        return ((ThreadDeadline) threadDeadline).in(span);
    }

    @Override
    public Deadline blocking(Deadline deadline) {
        return deadline.blocking();
    }

    @Override
    public int generation(WaitSet set) {
        return set.generation();
    }

    @Override
    public void put(WaitSet set, int index, FutexWord word, int expected) {
        set.put(index, word, expected);
    }

    @Override
    public void expect(WaitSet set, int index, int value) {
        set.expectWhileUsed(index, value);
    }

    @Override
    public boolean isCounted(WaitSet set) {
        return set.words().areCounted();
    }

    @Override
    public boolean isCounted(FutexWord word) {
        return word.waiters() != null;
    }

    @Override
    public void countIn(WaitSet set) {
        set.words().countIn();
    }

    @Override
    public void countOut(WaitSet set) {
        set.words().countOut();
    }

    @Override
    public void countIn(WaitSet set, int index) {
        set.words().countIn(index);
    }

    @Override
    public void countOut(WaitSet set, int index) {
        set.words().countOutAt(index);
    }

    @Override
    public void end(WaitSet set) {
        set.end();
    }

    @Override
    public RuntimeException explain(WaitSet set, IllegalStateException failure) {
        return set.explain(failure);
    }

    @Override
    public WaitResult woken(WaitSet set, int index) {
        return set.woken(index);
    }

    @Override
    public WaitResult changed(WaitSet set, int index) {
        return set.changed(index);
    }

    @Override
    public WaitResult timedOut() {
        return WaitResult.TIMED_OUT;
    }

    @Override
    public WaitResult cancelled() {
        return WaitResult.CANCELLED;
    }

    @Override
    public WaitResult with(WaitResult result, int[] surplus, int[] forwarded) {
        return result.with(surplus, forwarded);
    }
}
