/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a wait, in order. Cheap to refill for each wait: {@link #clear} and {@link #add}
 * make no garbage once the list has had its largest size, and no system call.
 *
 * <p>Not thread-safe, and not to be changed during a wait. The same object may be in a list twice;
 * {@code waitAny} then reports the lower index, and {@code waitAll} refuses the list.
 */
public final class WaitList {
    private static final int FIRST = 8;

    private final ObjectDomain domain;
    EngineObject[] states = new EngineObject[FIRST];
    private @Nullable WaitableObject[] handles = new WaitableObject[FIRST];
    private int size;
    private int driven;

    WaitList(ObjectDomain domain) {
        this.domain = domain;
    }

    /**
     * Adds an object at the end.
     *
     * @return this
     * @throws WaitListException if the object is null or of another domain, or the list would have
     *     more objects than the domain allows; the list is then as before
     * @throws ObjectClosedException if the handle is closed
     */
    public WaitList add(WaitableObject object) {
        WaitableObject added = checked(size, object);
        if (size >= domain.mostObjects()) {
            throw new WaitListException(
                    WaitListException.Reason.TOO_MANY,
                    size,
                    "a wait takes at most " + domain.mostObjects() + " objects");
        }
        if (size == states.length) {
            grow();
        }
        put(size, added);
        size++;
        return this;
    }

    /**
     * Replaces the object at an index.
     *
     * @return this
     * @throws WaitListException if the object is null or of another domain
     * @throws ObjectClosedException if the handle is closed
     * @throws IndexOutOfBoundsException if the list has no such index
     */
    public WaitList set(int index, WaitableObject object) {
        Objects.checkIndex(index, size);
        WaitableObject next = checked(index, object);
        if (handle(index).isDriven()) {
            driven--;
        }
        put(index, next);
        return this;
    }

    /** Returns the object at an index. */
    public WaitableObject get(int index) {
        return handle(Objects.checkIndex(index, size));
    }

    /** Returns the number of objects. */
    public int size() {
        return size;
    }

    /** Removes all objects. The list keeps its room. */
    public void clear() {
        Arrays.fill(handles, 0, size, null);
        Arrays.fill(states, 0, size, null);
        size = 0;
        driven = 0;
    }

    /** Checks what can be wrong when a wait begins, and brings timers up to date. */
    void begin(ObjectDomain waiting) {
        if (waiting != domain) {
            throw new WaitListException(
                    WaitListException.Reason.FOREIGN, 0, "the list is of another domain");
        }
        if (size == 0) {
            throw new WaitListException(
                    WaitListException.Reason.EMPTY, -1, "the list has no objects");
        }
        for (int i = 0; i < size; i++) {
            handle(i).requireOpen();
        }
        if (driven > 0) {
            for (int i = 0; i < size; i++) {
                handle(i).refresh();
            }
        }
    }

    /** Returns the exception for an object that a wait for all found twice. */
    WaitListException twice() {
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                if (states[i].equals(states[j])) {
                    return new WaitListException(
                            WaitListException.Reason.TWICE,
                            i,
                            "objects %d and %d are both %s".formatted(j, i, handle(i)));
                }
            }
        }
        throw new AssertionError("no object is in the list twice");
    }

    /** Returns a copy that another thread can wait for. */
    WaitList copy() {
        WaitList copy = new WaitList(domain);
        for (int i = 0; i < size; i++) {
            copy.add(handle(i));
        }
        return copy;
    }

    private WaitableObject checked(int index, WaitableObject object) {
        if (object == null) {
            throw new WaitListException(
                    WaitListException.Reason.NULL, index, "object " + index + " is null");
        }
        if (object.domain != domain) {
            throw new WaitListException(
                    WaitListException.Reason.FOREIGN,
                    index,
                    "object %d, %s, is of another domain".formatted(index, object));
        }
        object.requireOpen();
        return object;
    }

    private void put(int index, WaitableObject object) {
        domain.results.prepare(index);
        handles[index] = object;
        states[index] = object.state;
        if (object.isDriven()) {
            driven++;
        }
    }

    private void grow() {
        int room = 2 * states.length;
        EngineObject[] more = Arrays.copyOf(states, room);
        handles = Arrays.copyOf(handles, room);
        states = more;
    }

    private WaitableObject handle(int index) {
        WaitableObject present = handles[index];
        if (present == null) {
            throw new AssertionError("the list has an object at " + index);
        }
        return present;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(handles, size));
    }
}
