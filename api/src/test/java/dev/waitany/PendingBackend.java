/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Backend;
import dev.waitany.spi.Outcome;
import dev.waitany.spi.PendingWaits;
import dev.waitany.spi.SurplusWakes;
import dev.waitany.spi.Waiter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A backend whose waits are pending until a test, which is the poller, ends them. */
final class PendingBackend implements Backend {
    /** A wait that has begun. */
    static final class Begun implements PendingWaits.Pending {
        private final Set<Begun> open;
        final PendingWaits.Ending ending;

        Begun(Set<Begun> open, PendingWaits.Ending ending) {
            this.open = open;
            this.ending = ending;
        }

        void end(int outcome) {
            if (open.remove(this)) {
                ending.ended(outcome, new SurplusWakes());
            }
        }

        void fail(Throwable failure, SurplusWakes consumed) {
            if (open.remove(this)) {
                ending.failed(failure, consumed);
            }
        }

        @Override
        public void cancel() {
            end(Outcome.ALERTED);
        }
    }

    final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
    private final Set<Begun> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Runnable refusal;

    /** Makes every wait that begins from now on fail to begin. */
    PendingBackend refuse(Error error) {
        return refuse(
                () -> {
                    throw error;
                });
    }

    /** Runs an action, which throws, whenever a wait begins from now on. */
    PendingBackend refuse(Runnable throwing) {
        refusal = throwing;
        return this;
    }

    @Override
    public Optional<PendingWaits> pendingWaits() {
        return Optional.of(
                new PendingWaits() {
                    @Override
                    public Pending begin(WaitSet set, Deadline deadline, Ending ending) {
                        Runnable throwing = refusal;
                        if (throwing != null) {
                            throwing.run();
                        }
                        Begun wait = new Begun(open, ending);
                        open.add(wait);
                        begun.add(wait);
                        return wait;
                    }

                    @Override
                    public void close() {
                        open.forEach(Begun::cancel);
                    }
                });
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(200, Capabilities.Accounting.EXACT, true, false, false);
    }

    @Override
    public Waiter newWaiter() {
        throw new IllegalStateException("has no waiters");
    }

    @Override
    public void close() {}
}
