/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.differential;

import dev.waitany.FutexWord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes an event happen, and describes how the waits ended that it should end. */
final class EventRunner {
    private final FutexWord[] words;
    private final List<Wait> ended;

    EventRunner(FutexWord[] words, List<Wait> ended) {
        this.words = words;
        this.ended = ended;
    }

    String of(Event event) {
        return event
                + switch (event) {
                    case Event.Wake(int word, int max) ->
                            " woke " + words[word].wake(max) + endings(Observation::inFull);
                    case Event.Change(int word) -> {
                        words[word].getAndAdd(1);
                        yield " woke " + words[word].wakeAll() + endings(Observation::ofAReadyWord);
                    }
                    case Event.Volley(List<Integer> some) -> volley(some);
                    case Event.Interrupt _ -> {
                        ended.forEach(Wait::interrupt);
                        yield endings(Observation::inFull);
                    }
                    case Event.Cancel _ -> {
                        ended.forEach(Wait::cancel);
                        yield endings(Observation::inFull);
                    }
                    case Event.Close _ -> {
                        ended.forEach(Wait::close);
                        yield endings(Observation::inFull);
                    }
                };
    }

    private String volley(List<Integer> some) {
        List<Integer> places = ended.getFirst().begin().places();
        Set<Integer> all = new HashSet<>();
        Set<Integer> counted = new HashSet<>();
        some.forEach(word -> words[word].getAndAdd(1));
        for (int word : some) {
            int index = places.indexOf(word);
            all.add(index);
            if (words[word].wakeOne() == 1) {
                counted.add(index);
            }
        }
        return endings(ending -> ending.ofAVolley(counted, all));
    }

    private String endings(Function<Observation, String> description) {
        return ended.stream()
                .map(
                        wait ->
                                "; waiter "
                                        + wait.begin().waiter()
                                        + ": "
                                        + description.apply(wait.ending()))
                .collect(Collectors.joining());
    }
}
