/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;

/**
 * Makes the object of a name, or finds it. From {@link ObjectDomain#named}. Thread-safe.
 *
 * <p>Names differ if their case does. The first call makes the object; later ones get further
 * handles of it, whose {@link WaitableObject#isNew()} is false and whose other arguments are
 * ignored. When the last handle is closed, the object and its name are gone.
 *
 * <p>Each method throws {@link ObjectNameException} if the name belongs to an object of another
 * kind.
 */
public final class NamedObjects {
    private final Maker maker;
    private final String name;

    NamedObjects(Maker maker, String name) {
        this.maker = maker;
        this.name = name;
    }

    /** As {@link ObjectDomain#autoResetEvent}. */
    public AutoResetEvent autoResetEvent(boolean set) {
        return maker.autoResetEvent(set, name);
    }

    /** As {@link ObjectDomain#manualResetEvent}. */
    public ManualResetEvent manualResetEvent(boolean set) {
        return maker.manualResetEvent(set, name);
    }

    /** As {@link ObjectDomain#semaphore}. */
    public Semaphore semaphore(int count, int maximum) {
        return maker.semaphore(count, maximum, name);
    }

    /** As {@link ObjectDomain#mutex(int)}. */
    public Mutex mutex(int depth) {
        return maker.mutex(depth, name);
    }

    /** As {@link ObjectDomain#autoResetTimer}. */
    public Timer autoResetTimer() {
        return maker.timer(Kind.AUTO_TIMER, name);
    }

    /** As {@link ObjectDomain#manualResetTimer}. */
    public Timer manualResetTimer() {
        return maker.timer(Kind.MANUAL_TIMER, name);
    }

    /**
     * Returns another handle of the object of this name.
     *
     * @param type the class that it is to be of
     * @throws ObjectNameException if no object has the name, or one of another kind
     */
    public <T extends WaitableObject> T find(Class<T> type) {
        EngineObject found = maker.find(name);
        WaitableObject handle = maker.handle(found);
        if (!type.isInstance(handle)) {
            handle.close();
            throw new ObjectNameException(
                    "\"%s\" is the name of a %s".formatted(name, found.kind()));
        }
        return type.cast(handle);
    }
}
