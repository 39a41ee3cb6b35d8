/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/**
 * A system call during which arenas cannot be closed. Keeps the arguments in fields, so that the
 * call makes no garbage. Belongs to one {@link CallState}.
 */
final class GuardedCall {
    private final CallState state;
    private final ArenaHold hold = new ArenaHold(this::call);
    private long number;
    private long a;
    private long b;
    private long c;
    private long d;
    private long e;
    private long f;

    GuardedCall(CallState state) {
        this.state = state;
    }

    /** Makes the call, and returns its result or the negated errno. */
    long make(Guards held, long number, long a, long b, long c, long d, long e, long f) {
        this.number = number;
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
        this.e = e;
        this.f = f;
        return hold.run(held);
    }

    private long call() {
        return SystemCall.call(state.segment(), number, a, b, c, d, e, f);
    }
}
