/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench;

/**
 * Many waits that are pending at a time, each on {@value #SOURCES} words or what a baseline has for
 * them. Made by a thread on the waiters' CPU, so that what it starts runs there; woken by one
 * driver.
 */
interface Crowd extends AutoCloseable {
    /** How many words each waits on. */
    int SOURCES = 4;

    /** Starts all waits; returns when they are pending. */
    void begin() throws Exception;

    /** Wakes one wait, by one of its words. It answers, and waits again. */
    void wake(int waiter, int source);

    /** Ends all waits. */
    @Override
    void close();
}
