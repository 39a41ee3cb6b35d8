/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.Deadline;
import dev.waitany.objects.engine.AlertPort;
import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineOwner;
import dev.waitany.objects.engine.WaitCode;
import dev.waitany.objects.recording.ObjectWaitRecording;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The waits of a domain's threads: checks them, lets the engine wait, and says how they ended. */
final class Waits {
    private final Engine engine;
    private final ObjectDomain domain;
    private final Callbacks callbacks;

    Waits(ObjectDomain domain, Engine engine, Callbacks callbacks) {
        this.domain = domain;
        this.engine = engine;
        this.callbacks = callbacks;
    }

    /** Waits for one or all objects of a list. */
    ObjectWaitResult list(WaitList list, boolean all, Deadline deadline, boolean alertable)
            throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        list.begin(domain);
        CallbackQueue queue = alertable ? callbacks.own() : null;
        AlertPort port = queue == null ? null : queue.port;
        int code;
        do {
            code = engineWait(list, all, deadline, port, null);
        } while (code == WaitCode.ALERTED && !hasRun(queue));
        return code >= 0 ? domain.results.taken(code) : ended(code, list);
    }

    /**
     * Runs callbacks after an alert. Returns false if there were none: those that were queued have
     * been dropped, or ran in another call. Then nothing has ended the wait.
     */
    private static boolean hasRun(@Nullable CallbackQueue queue) {
        return queue != null && queue.run();
    }

    /** Waits on behalf of a thread, on another one. */
    ObjectWaitResult onBehalf(WaitList list, boolean all, Deadline deadline, EngineOwner owner)
            throws InterruptedException {
        int code = engineWait(list, all, deadline, null, owner);
        return code >= 0 ? domain.results.taken(code) : ended(code, list);
    }

    /** Waits for one object. */
    ObjectWaitResult one(WaitableObject object, Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        object.requireOpen();
        return oneChecked(object, deadline, null);
    }

    /** Signals an object, and then waits for another one. */
    ObjectWaitResult signalAndWait(
            WaitableObject signalled, WaitableObject awaited, Deadline deadline, boolean alertable)
            throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        requireOwn(signalled, "the object to signal");
        requireOwn(awaited, "the object to wait for");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        awaited.requireOpen();
        signalled.signal();
        return oneChecked(awaited, deadline, alertable ? callbacks.own() : null);
    }

    /** Sleeps alertably. */
    ObjectWaitResult sleep(Deadline deadline) throws InterruptedException {
        Objects.requireNonNull(deadline, "deadline");
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        CallbackQueue queue = callbacks.own();
        int code;
        do {
            code = engine.sleep(deadline, queue.port);
        } while (code == WaitCode.ALERTED && !queue.run());
        if (WaitCode.isClosed(code)) {
            throw new ObjectClosedException(domain + " is closed");
        }
        return common(code);
    }

    private ObjectWaitResult oneChecked(
            WaitableObject object, Deadline deadline, @Nullable CallbackQueue queue)
            throws InterruptedException {
        object.refresh();
        AlertPort port = queue == null ? null : queue.port;
        int code;
        do {
            code =
                    ObjectWaitRecording.isOn()
                            ? ObjectWaitRecording.recorded(
                                    "one",
                                    1,
                                    () -> engine.waitAny(object.alone, 1, deadline, port, null))
                            : engine.waitAny(object.alone, 1, deadline, port, null);
        } while (code == WaitCode.ALERTED && !hasRun(queue));
        if (code >= 0) {
            return domain.results.taken(code);
        }
        requireTakable(code, object);
        return common(code);
    }

    private int engineWait(
            WaitList list,
            boolean all,
            Deadline deadline,
            @Nullable AlertPort port,
            @Nullable EngineOwner owner) {
        return ObjectWaitRecording.isOn()
                ? ObjectWaitRecording.recorded(
                        all ? "all" : "any",
                        list.size(),
                        () -> unrecorded(list, all, deadline, port, owner))
                : unrecorded(list, all, deadline, port, owner);
    }

    private int unrecorded(
            WaitList list,
            boolean all,
            Deadline deadline,
            @Nullable AlertPort port,
            @Nullable EngineOwner owner) {
        return all
                ? engine.waitAll(list.states, list.size(), deadline, port, owner)
                : engine.waitAny(list.states, list.size(), deadline, port, owner);
    }

    private static ObjectWaitResult ended(int code, WaitList list) throws InterruptedException {
        if (code == WaitCode.TWICE) {
            throw list.twice();
        }
        if (WaitCode.isClosed(code) || WaitCode.isTooDeep(code)) {
            requireTakable(code, list.get(WaitCode.refusedIndex(code)));
        }
        return common(code);
    }

    private static void requireTakable(int code, WaitableObject object) {
        if (WaitCode.isClosed(code)) {
            throw object.closedException();
        }
        if (WaitCode.isTooDeep(code)) {
            throw new ObjectLimitException(object + " has its largest depth");
        }
    }

    private static ObjectWaitResult common(int code) throws InterruptedException {
        return switch (code) {
            case WaitCode.TIMED_OUT -> ObjectWaitResult.TIMED_OUT;
            case WaitCode.ALERTED -> ObjectWaitResult.ALERTED;
            case WaitCode.INTERRUPTED -> throw new InterruptedException();
            default -> throw new AssertionError("an engine answered " + code);
        };
    }

    private void requireOwn(WaitableObject object, String what) {
        Objects.requireNonNull(object, what);
        if (object.domain != domain) {
            throw new WaitListException(
                    WaitListException.Reason.FOREIGN,
                    0,
                    "%s, %s, is of another domain".formatted(what, object));
        }
    }
}
