/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open armed sets of one {@link WaitAny}. */
final class ArmedSets {
    private final String strategy;
    private final Backend backend;
    private final Waiters waiters;
    private final BlockingThreads blockingThreads;
    private final SurplusTreatment treatment;
    private final Set<ArmedSet> open = ConcurrentHashMap.newKeySet();

    ArmedSets(
            String strategy,
            Backend backend,
            Waiters waiters,
            BlockingThreads blockingThreads,
            SurplusTreatment treatment) {
        this.strategy = strategy;
        this.backend = backend;
        this.waiters = waiters;
        this.blockingThreads = blockingThreads;
        this.treatment = treatment;
    }

    /**
     * Arms a set that the caller has begun, for the calling thread: a virtual one gets a platform
     * thread to do it.
     */
    ArmedSet arm(WaitSet set) {
        ArmedHost host = null;
        try {
            if (Thread.currentThread().isVirtual()) {
                set.refuseConfined();
                host = new ArmedHost(blockingThreads.threads());
            }
            ArmedWait wait = host == null ? armHere(set) : host.call(() -> armHere(set));
            ArmedSet armed = new ArmedSet(strategy, set, wait, host, open::remove);
            open.add(armed);
            if (waiters.isClosed()) {
                armed.close();
                throw new WaitAnyClosedException(strategy);
            }
            return armed;
        } catch (Throwable failure) {
            if (host != null) {
                host.close();
            }
            set.end();
            throw failure;
        }
    }

    /** Closes all, and with them the waits that are blocked on them. */
    void close() {
        waiters.beginClosing();
        open.forEach(ArmedSet::close);
    }

    private ArmedWait armHere(WaitSet set) {
        Arming arming =
                backend.arm(set).orElseGet(() -> new RepeatedArming(set, backend.newWaiter()));
        ArmedPlaces places = new ArmedPlaces(set, backend.capabilities().maxWords());
        return new ArmedWait(set, arming, waiters, treatment, places);
    }
}
