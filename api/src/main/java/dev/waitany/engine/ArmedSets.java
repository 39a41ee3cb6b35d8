/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.WaitSet;
import dev.waitany.access.Confinement;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The open armed sets of one {@link dev.waitany.WaitAny}. Thread-safe. */
final class ArmedSets {
    private final Backend backend;
    private final Waiters waiters;
    private final ThreadFactory threads;
    private final SurplusTreatment treatment;
    private final Set<ArmedCalls> open = ConcurrentHashMap.newKeySet();

    /**
     * Makes an empty collection.
     *
     * @param threads makes the hosts of virtual threads' sets
     */
    ArmedSets(Backend backend, Waiters waiters, ThreadFactory threads, SurplusTreatment treatment) {
        this.backend = backend;
        this.waiters = waiters;
        this.threads = threads;
        this.treatment = treatment;
    }

    /** Arms a set whose use the caller has begun, for the calling thread. */
    ArmedCalls arm(WaitSet set) {
        ArmedHost host = null;
        ArmedWait wait;
        try {
            if (Thread.currentThread().isVirtual()) {
                Confinement.refuseConfined(set);
                host = new ArmedHost(threads);
            }
            wait = host == null ? armHere(set) : host.call(() -> armHere(set));
        } catch (Throwable failure) {
            if (host != null) {
                host.close();
            }
            API.end(set);
            throw failure;
        }
        return opened(wait, host);
    }

    /** Notes an armed set, which frees the wait set when it is closed. */
    private ArmedCalls opened(ArmedWait wait, @Nullable ArmedHost host) {
        try {
            ArmedCalls armed = new ArmedCalls(wait, host, open::remove);
            open.add(armed);
            if (waiters.isClosed()) { // after the add: close() may have looked before it
                armed.close();
                waiters.refuseIfClosed();
            }
            return armed;
        } catch (Throwable failure) {
            wait.close();
            if (host != null) {
                host.close();
            }
            throw failure;
        }
    }

    /** Closes all sets, and ends the calls that are blocked on them. */
    void close() {
        waiters.beginClosing();
        CloseChain chain = new CloseChain();
        open.forEach(armed -> chain.run(armed::close));
        chain.end();
    }

    private ArmedWait armHere(WaitSet set) {
        Arming arming = backend.arm(set).orElse(null);
        if (arming == null) {
            arming = repeated(set);
        }
        try {
            ArmedPlaces places = new ArmedPlaces(set, backend.capabilities().maxWords());
            return new ArmedWait(set, arming, waiters, treatment, places);
        } catch (Throwable failure) {
            arming.close();
            throw failure;
        }
    }

    private Arming repeated(WaitSet set) {
        Waiter waiter = backend.newWaiter();
        try {
            return new RepeatedArming(set, waiter);
        } catch (Throwable failure) {
            waiter.close();
            throw failure;
        }
    }
}
