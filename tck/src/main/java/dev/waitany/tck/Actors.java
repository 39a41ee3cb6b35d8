/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** The threads of one test: every failure reaches the test, and none outlives it. */
final class Actors {
    private final TimeLimit limit;
    private final List<Actor<?>> all = new CopyOnWriteArrayList<>();

    Actors(TimeLimit limit) {
        this.limit = limit;
    }

    /** Starts a platform thread. */
    <T> Actor<T> start(String name, Callable<T> work) {
        return start(Thread.ofPlatform().daemon().name(name), work);
    }

    /** Starts a virtual thread. */
    <T> Actor<T> startVirtual(String name, Callable<T> work) {
        return start(Thread.ofVirtual().name(name), work);
    }

    /** All have ended by now or in time, without a failure nobody has asked about. */
    void join() {
        for (Actor<?> actor : all) {
            limit.until(actor::isDone, () -> actor + " ended");
            actor.rethrowUnobserved();
        }
    }

    /** Forgets those that have ended; for tests that start thousands. */
    void joinAndForget() {
        join();
        all.clear();
    }

    /** Throws the first broken assertion of a thread that has ended by one. */
    void rethrowErrors() {
        all.forEach(Actor::rethrowError);
    }

    boolean allDone() {
        return all.stream().allMatch(Actor::isDone);
    }

    void interruptAll() {
        all.forEach(actor -> actor.thread().interrupt());
    }

    private <T> Actor<T> start(Thread.Builder builder, Callable<T> work) {
        Actor<T> actor = new Actor<>(limit, builder, work);
        all.add(actor);
        actor.start();
        return actor;
    }
}
