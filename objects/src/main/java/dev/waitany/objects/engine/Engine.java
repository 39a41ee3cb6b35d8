/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects.engine;

import dev.waitany.Deadline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects, and lets threads wait for them. Thread-safe.
 *
 * <p>The front has checked the arguments: objects of a wait are of this engine, and there are 1 to
 * {@link #mostObjects()}. Their handles were open a moment ago. An engine must tolerate that an
 * object is closed meanwhile.
 *
 * <p><b>Waits.</b> A wait takes what can be taken even if its deadline has passed; it then does not
 * sleep. Objects come before the alert, the alert before an interrupt and the deadline. The rule
 * for the index is the scan rule: "taken i" means that each object below i could not be taken at
 * some moment between the call and the taking of i. {@link #waitAll} takes all objects at one
 * instant or none. In steady state a wait makes no garbage.
 */
public interface Engine extends AutoCloseable {
    /** What {@link #make} made or found. */
    record Made(EngineObject object, boolean isNew) {}

    /** Returns the engine's name: {@code words} for example. */
    String name();

    /** Returns the most objects of one wait. */
    int mostObjects();

    /**
     * Makes an object with one handle. If the name is in use, adds a handle to the object that has
     * it, whatever its kind. An engine that is closed makes an object that is closed, too.
     */
    Made make(Spec spec);

    /** Adds a handle to the object of a name, and returns it; null if there is none. */
    @Nullable EngineObject find(String name);

    /** Returns the calling thread as an owner of mutexes. */
    EngineOwner owner();

    /**
     * Waits until one of the objects can be taken, and takes the first that can.
     *
     * @param count how many of the array's first elements to wait for
     * @param alerts the calling thread's port; null if the wait is not alertable
     * @param owner for whom mutexes are taken; null for the calling thread
     * @return a {@link WaitCode}
     */
    int waitAny(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable EngineOwner owner);

    /**
     * Waits until all of the objects can be taken, and takes them at one instant.
     *
     * @return a {@link WaitCode}; {@link WaitCode#TWICE} if an object is there twice
     */
    int waitAll(
            EngineObject[] objects,
            int count,
            Deadline deadline,
            @Nullable AlertPort alerts,
            @Nullable EngineOwner owner);

    /**
     * Waits for no object: until the deadline, an alert, or an interrupt. Ends when the engine is
     * closed, too.
     *
     * @return a {@link WaitCode}; {@code WaitCode.closed(0)} if the engine is closed
     */
    int sleep(Deadline deadline, @Nullable AlertPort alerts);

    /** Passes each open object to an action, for dumps. */
    void forEach(Consumer<EngineObject> action);

    /** Closes all objects, and frees everything. Waits end as for each object's close. */
    @Override
    void close();
}
