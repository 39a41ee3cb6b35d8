/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.FutexWord;
import dev.waitany.Sharing;
import dev.waitany.WaitAny;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Patience;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Wakes the words of armed sets as fast as the machine can, and compares the sums of each word.
 *
 * <p>Several sets, of platform threads and of a virtual thread, have the same words. Each owner
 * wakes words with {@code wakeAll}, which reaches its own set and the others, and takes many wakes
 * with one system call. So most wakes cost no switch of threads, and yet they race with calls that
 * block, re-arm, time out and are interrupted. The words never change: only wakes end calls, and no
 * look at a word covers a wake that was lost.
 *
 * <p>Now and then the owners stop to wake, until they have taken all that the kernel counted. What
 * they have not taken then is lost.
 */
final class ArmedLane implements Lane {
    private static final int WORDS = 1024;
    private static final int LONGEST_NANOS = 100_000_000;

    private final String strategy;

    ArmedLane(String strategy) {
        this.strategy = strategy;
    }

    @Override
    public String name() {
        return "armed " + strategy;
    }

    @Override
    public void run(SoakContext soak) throws InterruptedException {
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

    private void wake(WaitAny waitAny, FutexWord[] words, SoakContext soak)
            throws InterruptedException {
        List<ArmedOwner> owners =
                List.of(
                        new ArmedOwner(waitAny, words, false, name() + " platform", soak),
                        new ArmedOwner(waitAny, words, true, name() + " virtual", soak));
        owners.forEach(owner -> owner.thread().start());
        SplittableRandom random = soak.random(name());
        do {
            owners.forEach(ArmedOwner::nextPhase);
            soak.pause(random.nextInt(LONGEST_NANOS));
            owners.get(random.nextInt(owners.size())).thread().interrupt();
            owners.forEach(owner -> quieten(owner, soak));
        } while (settle(owners, words, soak) && !soak.isOver());
        owners.forEach(owner -> owner.thread().end(soak));
    }

    private static void quieten(ArmedOwner owner, SoakContext soak) {
        owner.nextPhase();
        boolean quiet =
                soak.patience()
                        .until(
                                () -> {
                                    if (!owner.isQuiet()) {
                                        owner.thread().interrupt(); // out of a call that blocks
                                    }
                                    return owner.isQuiet();
                                });
        if (!quiet) {
            soak.findings.add(
                    Finding.Kind.STUCK, owner.thread().name(), "a call goes on when interrupted");
        }
    }

    /** Waits until the owners have taken all wakes; returns whether each word's sums agree. */
    private boolean settle(List<ArmedOwner> owners, FutexWord[] words, SoakContext soak) {
        long issued = owners.stream().mapToLong(ArmedOwner::issued).sum();
        Patience patience = soak.patience();
        long before = -1;
        long now = taken(owners);
        while (now != before && now < issued) { // as long as there is progress
            before = now;
            long seen = now;
            boolean progress = patience.until(() -> taken(owners) != seen);
            now = progress ? taken(owners) : seen;
        }
        boolean agrees = true;
        for (int i = 0; i < words.length; i++) {
            agrees &= agrees(i, owners, words[i], soak);
        }
        return agrees;
    }

    private boolean agrees(int index, List<ArmedOwner> owners, FutexWord word, SoakContext soak) {
        int issued = owners.stream().mapToInt(owner -> owner.issued(index)).sum();
        int taken = owners.stream().mapToInt(owner -> owner.taken(index)).sum();
        if (taken == issued) {
            return true;
        }
        StringBuilder detail = new StringBuilder();
        detail.append(word).append(", index ").append(index);
        detail.append(": the kernel counted ").append(issued).append(" wakes");
        for (ArmedOwner owner : owners) {
            detail.append("; ").append(owner.thread().name());
            detail.append(" took ").append(owner.taken(index));
        }
        Finding.Kind kind = taken < issued ? Finding.Kind.LOST : Finding.Kind.INVENTED;
        soak.findings.add(kind, name(), detail.toString());
        return false;
    }

    private static long taken(List<ArmedOwner> owners) {
        return owners.stream().mapToLong(ArmedOwner::taken).sum();
    }
}
