/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Wakes the words of armed sets as fast as the machine can, and compares the sums of each word.
 *
 * <p>Two sets, one of a platform thread and one of a virtual thread, have the same words. One
 * {@code wakeAll} can thus reach two waiters, and an owner takes many wakes with one system call.
 * The words never change, so only wakes end calls, and a wake that a set has not taken is not
 * covered by a later look at the word.
 *
 * <p>Passes over all words go on without a pause. Then the waker stops until the owners have taken
 * all that the kernel counted. It was lost what they have not taken then.
 */
final class ArmedLane implements Lane {
    private static final int WORDS = 1024;
    private static final int MOST_PASSES = 128;

    private final String strategy;
    private final int[] issued = new int[WORDS];
    private long total;

    ArmedLane(String strategy) {
        this.strategy = strategy;
    }

    @Override
    public String name() {
        return "armed " + strategy;
    }

    @Override
    public void run(SoakContext soak) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate((long) WORDS * Integer.BYTES, Long.BYTES);
            FutexWord[] words =
                    IntStream.range(0, WORDS)
                            .mapToObj(i -> word(memory, i))
                            .toArray(FutexWord[]::new);
            try (WaitAny waitAny = soak.open(strategy)) {
                wake(waitAny, words, soak);
            }
            soak.refuseHeld(name(), words);
        }
    }

    private static FutexWord word(MemorySegment memory, int index) {
        return FutexWord.of(memory, (long) index * Integer.BYTES, Sharing.PRIVATE);
    }

    private void wake(WaitAny waitAny, FutexWord[] words, SoakContext soak) {
        List<ArmedOwner> owners =
                List.of(
                        new ArmedOwner(waitAny, words, false, name() + " platform", soak),
                        new ArmedOwner(waitAny, words, true, name() + " virtual", soak));
        owners.forEach(owner -> owner.thread().start());
        SplittableRandom random = soak.random(name());
        do {
            for (int passes = 1 + random.nextInt(MOST_PASSES); passes > 0; passes--) {
                pass(words, soak);
            }
            owners.get(random.nextInt(owners.size())).thread().interrupt();
        } while (settle(owners, words, soak) && !soak.isOver());
        owners.forEach(owner -> owner.thread().end(soak));
    }

    private void pass(FutexWord[] words, SoakContext soak) {
        int woken = 0;
        for (int i = 0; i < words.length; i++) {
            int waiters = words[i].wakeAll();
            issued[i] += waiters;
            woken += waiters;
        }
        total += woken;
        soak.counts.add(Count.ISSUED, woken);
    }

    /** Waits until the owners have taken all wakes; returns whether each word's sums agree. */
    private boolean settle(List<ArmedOwner> owners, FutexWord[] words, SoakContext soak) {
        Patience patience = soak.patience();
        long before = -1;
        long now = sum(owners);
        while (now != before && now < total) { // as long as there is progress
            before = now;
            long seen = now;
            boolean progress = patience.until(() -> sum(owners) != seen);
            now = progress ? sum(owners) : seen;
        }
        boolean agrees = true;
        for (int i = 0; i < words.length; i++) {
            agrees &= agrees(i, owners, words[i], soak);
        }
        return agrees;
    }

    private boolean agrees(int index, List<ArmedOwner> owners, FutexWord word, SoakContext soak) {
        int taken = owners.stream().mapToInt(owner -> owner.taken(index)).sum();
        if (taken == issued[index]) {
            return true;
        }
        StringBuilder detail = new StringBuilder();
        detail.append(word).append(", index ").append(index);
        detail.append(": the kernel counted ").append(issued[index]).append(" wakes");
        for (ArmedOwner owner : owners) {
            detail.append("; ").append(owner.thread().name());
            detail.append(" took ").append(owner.taken(index));
        }
        Finding.Kind kind = taken < issued[index] ? Finding.Kind.LOST : Finding.Kind.INVENTED;
        soak.findings.add(kind, name(), detail.toString());
        return false;
    }

    private static long sum(List<ArmedOwner> owners) {
        return owners.stream().mapToLong(ArmedOwner::total).sum();
    }
}
