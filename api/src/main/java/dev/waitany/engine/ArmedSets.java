/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Spin;
import dev.waitany.WaitSet;
import dev.waitany.access.Confinement;
import dev.waitany.spi.Arming;
import dev.waitany.spi.Backend;
import dev.waitany.spi.Waiter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open armed sets of one {@link dev.waitany.WaitAny}. Thread-safe. */
final class ArmedSets {
    private final Backend backend;
    private final Waiters waiters;
    private final OffThreadWaits offThread;
    private final SurplusTreatment treatment;
    private final SpinPolicy spin;
    private final Set<ArmedCalls> open = ConcurrentHashMap.newKeySet();

    /**
     * Makes an empty collection.
     *
     * @param offThread arms the sets of virtual threads
     */
    ArmedSets(
            Backend backend,
            Waiters waiters,
            OffThreadWaits offThread,
            SurplusTreatment treatment,
            SpinPolicy spin) {
        this.backend = backend;
        this.waiters = waiters;
        this.offThread = offThread;
        this.treatment = treatment;
        this.spin = spin;
    }

    /** Arms a set whose use the caller has begun, for the calling thread. */
    ArmedCalls arm(WaitSet set) {
        ArmedCalls armed;
        try {
            armed = calls(set, arming(set));
        } catch (Throwable failure) {
            API.end(set);
            throw failure;
        }
        try {
            open.add(armed);
            waiters.refuseIfClosed(); // after the add: close() may have looked before it
            return armed;
        } catch (Throwable failure) {
            closeAfter(failure, armed); // which ends the use, unless close() has
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, ArmedCalls armed) {
        try {
            armed.close();
        } catch (Throwable further) {
            failure.addSuppressed(further);
        }
    }

    /** Closes all sets, and ends the calls that are blocked on them. */
    void close() {
        waiters.beginClosing();
        CloseChain chain = new CloseChain();
        open.forEach(armed -> chain.run(armed::close));
        chain.end();
    }

    private ArmedCalls calls(WaitSet set, Arming arming) {
        try {
            ArmedPlaces places = new ArmedPlaces(set, backend.capabilities().maxWords());
            return new ArmedCalls(set, arming, waiters, treatment, places, spin(set), open::remove);
        } catch (Throwable failure) {
            arming.close();
            throw failure;
        }
    }

    /** Virtual threads do not spin, nor do sets of which a look takes too long. */
    private ArmedSpin.Setting spin(WaitSet set) {
        boolean looksAtOneFlag = backend.capabilities().staysArmed();
        int mostWords = looksAtOneFlag ? Integer.MAX_VALUE : Spin.MOST_WORDS;
        boolean spins = !Thread.currentThread().isVirtual() && set.size() <= mostWords;
        return new ArmedSpin.Setting(spins ? spin.of(set) : Spin.none(), mostWords);
    }

    private Arming arming(WaitSet set) {
        if (Thread.currentThread().isVirtual()) {
            Confinement.refuseConfined(set);
            return offThread.arm(set);
        }
        Arming kept = backend.arm(set).orElse(null);
        return kept == null ? repeated(set) : kept;
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
