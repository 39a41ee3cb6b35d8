/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates the events of one round from the waits that are blocked.
 *
 * <p>Each event has exactly one correct outcome under the contract. A change therefore wakes every
 * waiter of the word: otherwise a strategy that infers its surplus wakes would list the word with
 * the next wake, and an exact one would not.
 */
final class Events {
    private final SplittableRandom random;
    private final int words;
    private final List<Begin> blocked = new ArrayList<>(); // in the order they were queued

    Events(SplittableRandom random, int words, List<Begin> begins) {
        this.random = random;
        this.words = words;
        begins.stream().filter(Begin::blocks).forEach(blocked::add);
    }

    List<Step> untilNoneIsLeft() {
        List<Step> steps = new ArrayList<>();
        while (!blocked.isEmpty()) {
            Event event = event();
            List<Integer> ends = ends(event);
            blocked.removeIf(begin -> ends.contains(begin.waiter()));
            steps.add(new Step(event, ends));
        }
        return steps;
    }

    private Event event() {
        Begin victim = blocked.get(random.nextInt(blocked.size()));
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Event.Wake(random.nextInt(words), 1 + random.nextInt(2));
            case 2, 3 -> new Event.Change(victim.places().getFirst());
            case 4 -> volley(victim);
            case 5 -> new Event.Close(victim.waiter());
            default ->
                    victim.mode() == Mode.FUTURE
                            ? new Event.Cancel(victim.waiter())
                            : new Event.Interrupt(victim.waiter());
        };
    }

    private Event volley(Begin victim) {
        List<Integer> own = own(victim);
        return own.size() > 1
                ? new Event.Volley(own)
                : new Event.Wake(victim.places().getLast(), 1);
    }

    /** Returns the words that no other blocked waiter waits for. */
    private List<Integer> own(Begin victim) {
        return victim.places().stream()
                .filter(word -> blocked.stream().filter(b -> b.waitsOn(word)).count() == 1)
                .toList();
    }

    private List<Integer> ends(Event event) {
        return switch (event) {
            case Event.Wake(int word, int max) ->
                    blocked.stream()
                            .filter(begin -> begin.waitsOn(word))
                            .limit(max)
                            .map(Begin::waiter)
                            .toList();
            case Event.Change(int word) ->
                    blocked.stream()
                            .filter(begin -> begin.waitsOn(word))
                            .map(Begin::waiter)
                            .toList();
            case Event.Volley(List<Integer> some) ->
                    blocked.stream()
                            .filter(begin -> begin.waitsOn(some.getFirst()))
                            .map(Begin::waiter)
                            .toList();
            case Event.Interrupt(int waiter) -> List.of(waiter);
            case Event.Cancel(int waiter) -> List.of(waiter);
            case Event.Close(int waiter) -> List.of(waiter);
        };
    }
}
