/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import static dev.waitany.objects.words.ObjectWord.ALL_QUEUED;
import static dev.waitany.objects.words.ObjectWord.CLOSED;
import static dev.waitany.objects.words.ObjectWord.LOCKED;
import static dev.waitany.objects.words.ObjectWord.NOTIFIED;
import static dev.waitany.objects.words.ObjectWord.QUEUED;

import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.EngineOwner;
import dev.waitany.objects.engine.Refusal;
import dev.waitany.objects.engine.Spec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of the engine: its word, and the queue of waiters that the word's lock bit guards. */
final class WordObject extends EngineObject {
    private static final int SPINS = 200; // before the holder of a lock is taken to be preempted
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(WordObject.class, "word", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Orders the locks of several objects. */
    final long number;

    final @Nullable String name;
    private final Signals signals;
    private final WordHandles handles;
    private final int maximum;
    private volatile long word;

    /**
     * The last owner of a mutex, as far as it has been written: a hint, whose number may not be
     * that in the word.
     */
    volatile @Nullable OwnerRecord holder;

    // Guarded by the lock bit.
    @Nullable Node head;
    private @Nullable Node tail;
    private int alls;
    int notified;
    long tickets;

    WordObject(Spec spec, long number, int owner, Signals signals, WordHandles handles) {
        super(spec.kind(), spec.label());
        this.name = spec.name();
        this.number = number;
        this.maximum = spec.maximum();
        this.signals = signals;
        this.handles = handles;
        this.word = ObjectWord.initial(spec.kind(), spec.value(), owner);
    }

    long word() {
        return word;
    }

    boolean cas(long seen, long next) {
        return WORD.compareAndSet(this, seen, next);
    }

    /**
     * Locks the queue. Returns the word without the lock bit. Yields while it waits, so the caller
     * must hold no other lock: see {@link AllLocks}.
     */
    long lock() {
        for (int spins = 0; ; spins++) {
            long seen = word;
            if ((seen & LOCKED) == 0 && cas(seen, seen | LOCKED)) {
                return seen;
            }
            pause(spins);
        }
    }

    /** Locks the queue if that is possible within some spins. Does not yield. */
    boolean lockSoon() {
        for (int spins = 0; spins < SPINS; spins++) {
            long seen = word;
            if ((seen & LOCKED) == 0 && cas(seen, seen | LOCKED)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Unlocks the queue, and publishes the word with the bits that follow from the queue. */
    void unlock(long next) {
        long bits = next & ~(LOCKED | QUEUED | ALL_QUEUED | NOTIFIED);
        if (head != null) {
            bits |= QUEUED;
            if (alls != 0) {
                bits |= ALL_QUEUED;
            }
            if (notified != 0) {
                bits |= NOTIFIED;
            }
        }
        WORD.setRelease(this, bits);
    }

    /** Waits a moment for a lock, which is held for tens of nanoseconds. */
    @SuppressWarnings("ThreadPriorityCheck") // the holder runs no user's code: it needs a CPU only
    static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /**
     * Returns the word when the lock is free. Until then a take that has ended a wait may be
     * missing in the word, and the thread that waited may be the one that looks.
     */
    long unlockedWord() {
        long seen = word;
        for (int spins = 0; (seen & LOCKED) != 0; spins++) {
            pause(spins);
            seen = word;
        }
        return seen;
    }

    /** Adds a node at the end. Under the lock. */
    void add(Node node, int index) {
        node.object = this;
        node.index = index;
        node.ticket = ++tickets;
        node.notified = false;
        node.next = null;
        node.previous = tail;
        if (tail == null) {
            head = node;
        } else {
            tail.next = node;
        }
        tail = node;
        if (node.waiter.forAll) {
            alls++;
        }
        node.queued = true;
    }

    /** Removes a node that is queued. Under the lock. */
    void remove(Node node) {
        Node before = node.previous;
        Node after = node.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        if (node.waiter.forAll) {
            alls--;
        }
        if (node.notified) {
            node.notified = false;
            notified--;
        }
        node.previous = null;
        node.next = null;
        node.queued = false; // last: from here on the node is its owner's
    }

    /** Returns whether a waiter for all is queued. Under the lock. */
    boolean hasAlls() {
        return alls != 0;
    }

    @Override
    public int set() {
        return signals.set(this);
    }

    @Override
    public int reset() {
        for (int spins = 0; ; spins++) {
            long seen = word;
            if ((seen & CLOSED) != 0) {
                return Refusal.CLOSED;
            }
            if ((seen & LOCKED) == 0 && cas(seen, ObjectWord.unset(seen))) {
                return ObjectWord.value(seen);
            }
            pause(spins);
        }
    }

    @Override
    public int pulse() {
        return signals.pulse(this);
    }

    @Override
    public int release(int count) {
        return signals.release(this, count);
    }

    @Override
    public int unlock(@Nullable EngineOwner owner) {
        return signals.unlock(this, (OwnerRecord) owner);
    }

    @Override
    public int abandon(Thread owner) {
        return signals.abandon(this, owner);
    }

    @Override
    public int state() {
        signals.refresh(this);
        long seen = unlockedWord();
        return (seen & CLOSED) != 0 ? Refusal.CLOSED : ObjectWord.shown(kind(), seen);
    }

    @Override
    public boolean isAbandoned() {
        signals.refresh(this);
        return (unlockedWord() & ObjectWord.ABANDONED) != 0;
    }

    @Override
    public boolean isOwned() {
        return signals.isOwned(unlockedWord());
    }

    @Override
    public @Nullable Thread owner() {
        signals.refresh(this);
        OwnerRecord owner = signals.owner(this, unlockedWord());
        return owner == null ? null : owner.thread();
    }

    @Override
    public int maximum() {
        return maximum;
    }

    @Override
    public List<String> waiters() {
        return signals.waiters(this);
    }

    @Override
    public boolean open() {
        return handles.open(this);
    }

    @Override
    public void close() {
        signals.prepareClose(); // what can fail comes first
        if (handles.close(this)) {
            signals.close(this);
        }
    }
}
