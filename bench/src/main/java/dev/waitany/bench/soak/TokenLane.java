/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.Deadline;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Patience;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Lets waits of all strategies and forms share words, and disturbs some of them.
 *
 * <p>Each strategy has one <i>anchor</i>, which waits without a deadline and is not disturbed, and
 * a {@link Visitor} in each form. A round puts a burst of tokens while visitors are interrupted,
 * cancelled, timed out and closed. Then the round ends when all tokens are taken. If a visitor's
 * wait consumed a wake and neither reported nor forwarded it, the anchors sleep on although a token
 * is left.
 */
final class TokenLane implements Lane {
    private static final int WORDS = 6;
    private static final int MOST_TOKENS = 96;
    private static final int INTERRUPT_ONE_IN = 16;
    private static final long LONGEST_PAUSE_NANOS = 40_000_000;

    private final TokenParts parts = new TokenParts();
    private long put;

    /** The waiters of a lane, and what they wait with. */
    private static final class TokenParts {
        final Rounds rounds = new Rounds();
        final List<WaitAny> steady = new ArrayList<>();
        final List<ReopenedWaitAny> reopened = new ArrayList<>();
        final List<SoakThread> anchors = new ArrayList<>();
        final List<Visitor> visitors = new ArrayList<>();
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public void run(SoakContext soak) {
        try (Arena arena = Arena.ofShared()) {
            TokenField field = new TokenField(WORDS, arena, soak.counts);
            try {
                populate(field, soak);
                SoakThread closer =
                        SoakThread.platform("token closer", soak, () -> keepClosing(soak)).start();
                wake(field, soak);
                closer.join(soak);
            } finally {
                endWaiters(soak);
            }
            if (!soak.findings.any()) {
                soak.refuseHeld(name(), field.words());
            }
        }
    }

    private void populate(TokenField field, SoakContext soak) {
        for (String strategy : soak.plan().strategies().names()) {
            WaitAny steady = soak.open(strategy);
            parts.steady.add(steady);
            parts.anchors.add(anchor(steady, field, soak));
            ReopenedWaitAny reopened = new ReopenedWaitAny(strategy, soak);
            parts.reopened.add(reopened);
            for (Visitor.Form form : Visitor.Form.values()) {
                parts.visitors.add(new Visitor(form, reopened, field, parts.rounds, soak));
            }
        }
        parts.anchors.forEach(SoakThread::start);
        parts.visitors.forEach(visitor -> visitor.thread().start());
    }

    /** An anchor ends when it is interrupted, which happens only at the end. */
    private static SoakThread anchor(WaitAny waitAny, TokenField field, SoakContext soak) {
        WaitSet set = field.set();
        return SoakThread.platform(
                "token " + waitAny.name() + " anchor",
                soak,
                () -> SoakThread.unlessInterrupted(() -> takeForEver(waitAny, set, field)));
    }

    @SuppressWarnings("InfiniteLoop") // an interrupt ends it
    private static boolean takeForEver(WaitAny waitAny, WaitSet set, TokenField field)
            throws InterruptedException {
        while (true) {
            field.take(waitAny.await(set, Deadline.never()));
        }
    }

    private void wake(TokenField field, SoakContext soak) {
        SplittableRandom random = soak.random(name());
        do {
            for (int tokens = 1 + random.nextInt(MOST_TOKENS); tokens > 0; tokens--) {
                field.put(random.nextInt(WORDS));
                put++;
                if (random.nextInt(INTERRUPT_ONE_IN) == 0) {
                    parts.visitors.get(random.nextInt(parts.visitors.size())).thread().interrupt();
                }
            }
            settle(field, soak);
            parts.rounds.next();
        } while (!soak.isOver());
    }

    private void settle(TokenField field, SoakContext soak) {
        Patience patience = soak.patience();
        long seen = -1;
        while (field.taken() != put) {
            if (field.taken() == seen) {
                soak.findings.add(
                        Finding.Kind.LOST,
                        name() + " lane",
                        "%d of %d tokens are left on %s; anchors of %s sleep; last ends: %s"
                                .formatted(
                                        put - seen,
                                        put,
                                        field.left(),
                                        soak.plan().strategies().names(),
                                        lastEnds()));
                return;
            }
            seen = field.taken();
            long before = seen;
            if (patience.until(() -> field.taken() != before)) {
                seen = -1;
            }
        }
    }

    private String lastEnds() {
        return parts.visitors.stream().map(Visitor::lastEnd).collect(Collectors.joining(", "));
    }

    private void keepClosing(SoakContext soak) throws InterruptedException {
        SplittableRandom random = soak.random("closer");
        while (!soak.isOver()) {
            soak.pause(1 + random.nextLong(LONGEST_PAUSE_NANOS));
            parts.reopened.get(random.nextInt(parts.reopened.size())).reopen();
        }
    }

    private void endWaiters(SoakContext soak) {
        parts.rounds.end();
        parts.visitors.forEach(visitor -> visitor.thread().end(soak));
        parts.anchors.forEach(anchor -> anchor.end(soak));
        parts.reopened.forEach(ReopenedWaitAny::close);
        parts.steady.forEach(WaitAny::close);
    }
}
