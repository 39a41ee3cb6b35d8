/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import dev.waitany.objects.engine.Engine;
import dev.waitany.objects.engine.EngineObject;
import dev.waitany.objects.engine.Kind;
import dev.waitany.objects.engine.Spec;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Checks what is to be made, lets the engine make it, and makes its handle. Thread-safe. */
final class Maker {
    private final ObjectDomain domain;
    private final Engine engine;
    private final AtomicLong made = new AtomicLong();

    Maker(ObjectDomain domain, Engine engine) {
        this.domain = domain;
        this.engine = engine;
    }

    AutoResetEvent autoResetEvent(boolean set, @Nullable String name) {
        Engine.Made event = make(Kind.AUTO_EVENT, set ? 1 : 0, 0, name);
        return new AutoResetEvent(domain, event.object(), event.isNew());
    }

    ManualResetEvent manualResetEvent(boolean set, @Nullable String name) {
        Engine.Made event = make(Kind.MANUAL_EVENT, set ? 1 : 0, 0, name);
        return new ManualResetEvent(domain, event.object(), event.isNew());
    }

    Semaphore semaphore(int count, int maximum, @Nullable String name) {
        if (maximum < 1 || count < 0 || count > maximum) {
            throw new IllegalArgumentException(
                    "a semaphore of %d with maximum %d".formatted(count, maximum));
        }
        Engine.Made semaphore = make(Kind.SEMAPHORE, count, maximum, name);
        return new Semaphore(domain, semaphore.object(), semaphore.isNew());
    }

    Mutex mutex(int depth, @Nullable String name) {
        if (depth < 0 || depth > Mutex.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the depth of a mutex is %d, must be 0 to %d"
                            .formatted(depth, Mutex.MAX_DEPTH));
        }
        Engine.Made mutex = make(Kind.MUTEX, depth, 0, name);
        return new Mutex(domain, mutex.object(), mutex.isNew());
    }

    Timer timer(Kind kind, @Nullable String name) {
        Engine.Made timer = make(kind, 0, 0, name);
        return new Timer(domain, timer.object(), timer.isNew());
    }

    ThreadEnd threadEnd(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            throw new IllegalThreadStateException(thread + " has not been started");
        }
        Engine.Made end = make(Kind.THREAD_END, thread.isAlive() ? 0 : 1, 0, null);
        return new ThreadEnd(domain, end.object(), end.isNew(), thread);
    }

    /** Returns the object of a name, with another handle. */
    EngineObject find(String name) {
        domain.requireOpen();
        EngineObject found = engine.find(name);
        if (found == null) {
            throw new ObjectNameException("no object has the name \"%s\"".formatted(name));
        }
        return found;
    }

    /** Returns the handle of an object that was found. Ends of threads have no names. */
    WaitableObject handle(EngineObject found) {
        return switch (found.kind()) {
            case AUTO_EVENT -> new AutoResetEvent(domain, found, false);
            case MANUAL_EVENT -> new ManualResetEvent(domain, found, false);
            case SEMAPHORE -> new Semaphore(domain, found, false);
            case MUTEX -> new Mutex(domain, found, false);
            case AUTO_TIMER, MANUAL_TIMER -> new Timer(domain, found, false);
            case THREAD_END -> throw new AssertionError("an end of a thread has a name");
        };
    }

    /** Closes all objects, and ends what drives them. */
    void close() {
        List<ThreadWatch> watches = ThreadWatch.ofAll(engine);
        try {
            domain.alarms.close();
        } finally {
            engine.close();
        }
        watches.forEach(ThreadWatch::end);
    }

    private Engine.Made make(Kind kind, int value, int maximum, @Nullable String name) {
        domain.requireOpen();
        String label = name == null ? "#" + made.incrementAndGet() : name;
        Engine.Made result = engine.make(new Spec(kind, value, maximum, label, name));
        domain.requireOpen(); // if it was closed meanwhile, so is the object
        if (result.object().kind() != kind) {
            result.object().close();
            throw new ObjectNameException(
                    "\"%s\" is the name of a %s".formatted(name, result.object().kind()));
        }
        return result;
    }
}
