/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import static dev.waitany.access.ApiAccess.API;

import dev.waitany.Spin;
import dev.waitany.WaitSet;
import dev.waitany.spinning.CpuAllowance;
import dev.waitany.spinning.SpinLearner;
import org.jspecify.annotations.Nullable;

/**
 * How the waits of one {@link dev.waitany.WaitAny} spin. Immutable.
 *
 * <p>Adaptive spinning is off if the process may use one CPU only. The thread that would change a
 * word cannot run then until the spin has ended.
 */
final class SpinPolicy {
    private final Spin asked;
    private final CpuAllowance cpus;

    /** Makes the policy for what the user asked for and for the CPUs of this process. */
    SpinPolicy(Spin asked, CpuAllowance cpus) {
        this.asked = asked;
        this.cpus = cpus;
    }

    /** Returns how waits spin whose sets say nothing else. */
    Spin usual() {
        return sound(asked);
    }

    /** Returns how waits on a set spin. */
    Spin of(WaitSet set) {
        Spin own = API.spin(set);
        return own == null ? usual() : sound(own);
    }

    /** Says how waits spin whose sets say nothing else, and why. */
    String explained() {
        return switch (usual().kind()) {
            case FIXED -> asked + ", as asked for";
            case ADAPTIVE -> "adaptive, with " + cpus.count() + " CPUs";
            case NONE ->
                    asked.kind() == Spin.Kind.NONE
                            ? "none, as asked for"
                            : "none, because " + cpus.reason();
        };
    }

    /**
     * Returns for how many nanoseconds the next wait spins; 0 if it does not.
     *
     * @param learner told how adaptive spins ended; null if the set does not learn
     */
    static long budget(Spin spin, @Nullable SpinLearner learner) {
        return switch (spin.kind()) {
            case NONE -> 0;
            case FIXED -> spin.nanos();
            case ADAPTIVE -> learner == null ? 0 : learner.budget();
        };
    }

    private Spin sound(Spin spin) {
        return spin.kind() == Spin.Kind.ADAPTIVE && cpus.count() == 1 ? Spin.none() : spin;
    }
}
