/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.Deadline;
import dev.waitany.FutexWord;
import dev.waitany.WaitAny;
import dev.waitany.WaitSet;
import dev.waitany.itests.harness.KernelQueue;
import dev.waitany.itests.harness.Strategies;
import dev.waitany.kernels.machine.Until;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plays a scenario with one strategy per waiter, and records everything that must not depend on the
 * strategy.
 */
final class Player implements AutoCloseable {
    private static final Duration TIME_FOR_A_CHANGE = Duration.ofMillis(10);

    private final String[] strategies;
    private final WaitAny[] waitAnys;
    private final List<String> transcript = new ArrayList<>();
    private final List<Wait> blocked = new ArrayList<>();

    Player(String... strategies) {
        this.strategies = strategies;
        this.waitAnys = new WaitAny[strategies.length];
        for (int i = 0; i < strategies.length; i++) {
            waitAnys[i] = Strategies.open(strategies[i]);
        }
    }

    List<String> play(Scenario scenario) {
        for (ScenarioRound round : scenario.rounds()) {
            try (Arena arena = Arena.ofShared()) {
                play(round, arena);
            }
        }
        return transcript;
    }

    @Override
    public void close() {
        for (WaitAny waitAny : waitAnys) {
            waitAny.close();
        }
    }

    private void play(ScenarioRound round, Arena arena) {
        FutexWord[] words =
                IntStream.range(0, round.words())
                        .mapToObj(_ -> FutexWord.allocate(arena))
                        .toArray(FutexWord[]::new);
        for (Begin begin : round.begins()) {
            begin(begin, words);
            untilQueued(words);
        }
        for (Step step : round.steps()) {
            perform(step, words);
            untilQueued(words);
        }
    }

    private void begin(Begin begin, FutexWord[] words) {
        if (begin.blocks()) {
            blocked.add(wait(begin, words, begin.limit().deadline()));
            return;
        }
        boolean silent = begin.limit() == Limit.CHANGED_IN_SILENCE && begin.changed().isEmpty();
        Observation ending =
                silent && !begin.interrupted()
                        ? changedInSilence(begin, words)
                        : wait(begin, words, begin.limit().deadline()).ending();
        String how =
                silent && begin.mode() == Mode.ARMED_SET
                        ? ending.ofASilentChange()
                        : ending.inFull();
        transcript.add("waiter " + begin.waiter() + " at once: " + how);
    }

    /** Repeats the wait with a later deadline if the deadline passed before the change. */
    private Observation changedInSilence(Begin begin, FutexWord[] words) {
        Duration span = TIME_FOR_A_CHANGE;
        while (true) {
            Deadline deadline = Deadline.after(span);
            Wait wait = wait(begin, words, deadline);
            FutexWord word = words[begin.places().getFirst()];
            Until.holds(
                    () -> wait.isDone() || KernelQueue.waiters(word) == 1,
                    () -> begin + " blocked");
            word.getAndAdd(1);
            boolean inTime = !deadline.hasPassed();
            Observation ending = wait.ending();
            if (inTime) {
                return ending;
            }
            span = span.multipliedBy(2);
        }
    }

    private Wait wait(Begin begin, FutexWord[] words, Deadline deadline) {
        WaitSet set =
                WaitSet.of(begin.places().stream().map(i -> words[i]).toArray(FutexWord[]::new));
        set.surplus(begin.surplus());
        for (int index : begin.changed()) {
            set.expect(index, set.expected(index) + 1);
        }
        return new Wait(waitAnys[begin.waiter()], begin, set, deadline);
    }

    private void perform(Step step, FutexWord[] words) {
        List<Wait> ended =
                blocked.stream().filter(w -> step.ends().contains(w.begin().waiter())).toList();
        blocked.removeAll(ended);
        transcript.add(new EventRunner(words, ended).of(step.event()));
        if (step.event() instanceof Event.Close(int waiter)) {
            waitAnys[waiter] = Strategies.open(strategies[waiter]);
        }
        for (Wait wait : blocked) {
            if (wait.isDone()) {
                throw new AssertionError(
                        step + " was not to end " + wait.begin() + ": " + wait.ending());
            }
        }
    }

    /** Waits until each word has as many queued waiters as blocked waits. */
    private void untilQueued(FutexWord[] words) {
        for (int i = 0; i < words.length; i++) {
            int word = i;
            int count = (int) blocked.stream().filter(w -> w.begin().waitsOn(word)).count();
            KernelQueue.untilWaiting(words[word], count);
        }
    }
}
