/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

/** The number of the round of a lane. Threads that sit a round out wait for the next one. */
final class Rounds {
    private int number;
    private boolean over;

    synchronized int now() {
        return number;
    }

    /** Begins the next round. */
    synchronized void next() {
        number++;
        notifyAll();
    }

    /** Lets all threads through from now on. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** Waits until another round than that has begun. */
    synchronized void awaitAfter(int round) throws InterruptedException {
        while (number == round && !over) {
            wait();
        }
    }
}
