/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.words;

import dev.waitany.linux.StackRoom;
import dev.waitany.objects.clock.Alarm;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.WaitCode;
import dev.waitany.spi.Outcome;
import dev.waitany.spinning.SpinLearner;
import dev.waitany.spinning.SpinLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a thread needs to wait and to signal. One for each thread and domain, used again and again.
 *
 * <p>The <i>claim</i> holds the number of the wait and its state:
 *
 * <table>
 *   <caption>States of a wait</caption>
 *   <tr><th>state</th><th>entered by</th></tr>
 *   <tr><td>WAITING</td><td>the owner, when it begins or has looked in vain</td></tr>
 *   <tr><td>NOTIFIED</td><td>a signal that made an object free: the owner is to look</td></tr>
 *   <tr><td>a {@link WaitCode}</td><td>whoever ends the wait</td></tr>
 * </table>
 *
 * <p>The number makes sure that what is meant for one wait never ends a later one.
 */
final class Waiter implements AlertPort.Sleeper, SpinLoop.Look {
    static final int WAITING = Integer.MIN_VALUE;
    static final int NOTIFIED = Integer.MIN_VALUE + 1;
    private static final int IDLE = Integer.MIN_VALUE + 2;
    private static final long STATE_BITS = 0xffff_ffffL;
    private static final int[] GAPS = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
    private static final VarHandle CLAIM;

    static {
        try {
            CLAIM = MethodHandles.lookup().findVarHandle(Waiter.class, "claim", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final Thread thread = Thread.currentThread();
    final boolean isVirtual = thread.isVirtual();
    final StackRoom stack = new StackRoom();
    final SpinLearner learner = new SpinLearner();
    final SpinLoop spinning = new SpinLoop(System::nanoTime, () -> false);
    final Wakes wakes = new Wakes();
    final Service service = new Service(this);
    final Queueing queueing = new Queueing(this);
    private volatile long claim = IDLE & STATE_BITS;

    /** Whether the owner is parked, or about to look at its claim once more and to park. */
    volatile boolean parked;

    private volatile long alertable; // the claim's number if its wait is alertable, plus 2^32
    private @Nullable OwnerRecord ownRecord;
    private @Nullable Alarm alarm;
    private int waitNumber;

    // The present wait. Written before its nodes are queued.
    boolean forAll;
    int count;
    @Nullable OwnerRecord owner;
    int ownerNumber;
    Node[] nodes = new Node[0];

    /** In the order of their numbers; of a wait for all. */
    WordObject[] sorted = new WordObject[0];

    /** Where the sorted objects are in the list. */
    int[] places = new int[0];

    /** Returns this thread as an owner of mutexes. */
    OwnerRecord ownRecord(Owners owners) {
        OwnerRecord record = ownRecord;
        if (record == null) {
            record = owners.register(thread);
            ownRecord = record;
        }
        return record;
    }

    /** Makes room for a wait. Allocates; to be called without a lock. */
    void reserve(int objects) {
        int present = nodes.length;
        if (present < objects) {
            int room = Math.max(objects, 2 * present);
            Node[] more = Arrays.copyOf(nodes, room);
            for (int i = present; i < room; i++) {
                more[i] = new Node(this);
            }
            sorted = new WordObject[room];
            places = new int[room];
            nodes = more;
        }
    }

    /**
     * Sorts objects by their numbers, in place (Shell's method, with Ciura's gaps).
     *
     * @return false if an object is there twice
     */
    boolean sort(EngineObject[] objects, int length) {
        for (int i = 0; i < length; i++) {
            sorted[i] = (WordObject) objects[i];
            places[i] = i;
        }
        for (int gap : GAPS) {
            for (int i = gap; i < length; i++) {
                WordObject object = sorted[i];
                int place = places[i];
                int j = i;
                while (j >= gap && sorted[j - gap].number > object.number) {
                    sorted[j] = sorted[j - gap];
                    places[j] = places[j - gap];
                    j -= gap;
                }
                sorted[j] = object;
                places[j] = place;
            }
        }
        for (int i = 1; i < length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Begins a wait. */
    void begin(int objects, boolean all, @Nullable OwnerRecord mutexOwner) {
        forAll = all;
        count = objects;
        owner = mutexOwner;
        ownerNumber = mutexOwner == null ? 0 : mutexOwner.number;
        waitNumber++;
        claim = claim(waitNumber, WAITING);
    }

    /** Counts the present wait among those of its owner, before it is queued; or no longer. */
    void countWait(int change) {
        OwnerRecord present = owner;
        if (present != null) {
            int _ = present.waits.addAndGet(change);
        }
    }

    /** Returns the state of the present wait. */
    int state() {
        return (int) claim;
    }

    /** Returns whether nobody has ended the present wait. */
    boolean isOpen() {
        return isOpen(state());
    }

    private static boolean isOpen(int state) {
        return state == WAITING || state == NOTIFIED;
    }

    /** Ends the wait that is under way. Returns false if it has ended already. */
    boolean claim(int code) {
        while (true) {
            long seen = claim;
            if (!isOpen((int) seen)) {
                return false;
            }
            if (CLAIM.compareAndSet(this, seen, withState(seen, code))) {
                return true;
            }
        }
    }

    /** Ends the wait of a claim that was read before, unless it has ended or been notified. */
    boolean claim(long waiting, int code) {
        return CLAIM.compareAndSet(this, waiting, withState(waiting, code));
    }

    /** Ends the present wait if it has not been notified. Called by the owner. */
    boolean endUnnotified(int code) {
        return CLAIM.compareAndSet(this, claim(waitNumber, WAITING), claim(waitNumber, code));
    }

    /**
     * Tells the wait that is under way to look at its objects. Writes the claim even if that is
     * known already: the owner's next change of the claim then sees what the caller did before.
     *
     * @return false if the wait has ended
     */
    boolean notifyWait() {
        while (true) {
            long seen = claim;
            if (!isOpen((int) seen)) {
                return false;
            }
            long next = withState(seen, NOTIFIED);
            if (CLAIM.compareAndSet(this, seen, next)) {
                return true;
            }
        }
    }

    /** Goes back from NOTIFIED to WAITING, before the owner looks. False if the wait has ended. */
    boolean lookAgain() {
        return CLAIM.compareAndSet(this, claim(waitNumber, NOTIFIED), claim(waitNumber, WAITING));
    }

    /** Returns the claim, with the number of the wait. */
    long present() {
        return claim;
    }

    /** Returns the claim that the present wait has until it ends or is notified. */
    long presentWaiting() {
        return withState(claim, WAITING);
    }

    /** Looks whether the wait is to go on sleeping, for a spin. */
    @Override
    public int look() {
        return state() == WAITING ? Outcome.TIMED_OUT : 0;
    }

    /** Returns what wakes this thread at a time of the wall clock. */
    Alarm alarm() {
        Alarm present = alarm;
        if (present == null) {
            present = new WakeAlarm(thread);
            alarm = present;
        }
        return present;
    }

    /** Allows alerts of the present wait. */
    void beginAlertable() {
        alertable = (1L << Integer.SIZE) | (waitNumber & STATE_BITS);
    }

    void endAlertable() {
        alertable = 0;
    }

    @Override
    public void alert() {
        long number = alertable;
        if (number != 0) {
            int wait = (int) number;
            if (claim(claim(wait, WAITING), WaitCode.ALERTED)
                    || claim(claim(wait, NOTIFIED), WaitCode.ALERTED)) {
                LockSupport.unpark(thread);
            }
        }
    }

    private static long withState(long claim, int state) {
        return (claim & ~STATE_BITS) | (state & STATE_BITS);
    }

    private static long claim(int number, int state) {
        return ((long) number << Integer.SIZE) | (state & STATE_BITS);
    }
}
