/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import dev.waitany.WaitAny;
import dev.waitany.spi.StrategyAccess;
import java.util.concurrent.ForkJoinPool;

/** The contract suite on the plain strategy with each fault, for runs within tests. */
final class Suites {
    private Suites() {}

    static WaitAny open(Fault fault) {
        return StrategyAccess.open("plain, " + fault, new PlainBackend(fault));
    }

    static class Sound extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.NONE);
        }
    }

    static class DropsWakes extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.DROPS_WAKES);
        }
    }

    static class WrongIndex extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.WRONG_INDEX);
        }
    }

    static class EarlyTimeout extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.EARLY_TIMEOUT);
        }
    }

    static class NeverReturns extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.NEVER_RETURNS);
        }
    }

    static class Deaf extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.DEAF);
        }
    }

    static class Spurious extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.SPURIOUS);
        }
    }

    static class HidesSurplus extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.HIDES_SURPLUS);
        }
    }

    static class LeaksThreads extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.LEAKS_THREADS);
        }
    }

    static class ClaimsToStayArmed extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.CLAIMS_TO_STAY_ARMED);
        }
    }

    static class ClaimsBitsets extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.CLAIMS_BITSETS);
        }
    }

    static class HoldsEightArenas extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.HOLDS_EIGHT_ARENAS);
        }
    }

    static class HoldsNoArena extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.HOLDS_NO_ARENA);
        }
    }

    static class PoisonedByAnException extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.POISONED_BY_AN_EXCEPTION);
        }
    }

    static class LooksAfterAWake extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.LOOKS_AFTER_A_WAKE);
        }
    }

    static class DisturbsNeighbours extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open("disturbing", new DisturbingBackend());
        }
    }

    static class UsesTheCommonPool extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open(
                    "common pool", new PendingThreadsBackend(ForkJoinPool.commonPool(), false));
        }
    }

    static class InheritsFromTheStarter extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open(
                    "inheriting", new PendingThreadsBackend(Runnable::run, false));
        }
    }

    static class DiesOfAFailure extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open("dying", new PendingThreadsBackend(Runnable::run, true));
        }
    }

    static class PoisonedByAnErrorOfALook extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.POISONED_BY_AN_ERROR);
        }
    }

    static class WritesToWords extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return Suites.open(Fault.WRITES_TO_WORDS);
        }
    }

    static class SoundWithBitsets extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open("bitsets", new BitsetThreadsBackend(true));
        }
    }

    static class ForwardsWithoutBits extends WaitAnyContract {
        @Override
        protected WaitAny open() {
            return StrategyAccess.open("forwarding", new BitsetThreadsBackend(false));
        }
    }
}
