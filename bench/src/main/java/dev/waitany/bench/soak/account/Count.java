/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak.account;

/** What a soak counts. The names are the fields of its file. */
public enum Count {
    /** Wakes that the kernel counted in the armed and future lanes, and tokens put. */
    ISSUED("wakes issued"),
    /** Wakes that a wait reported as {@code WOKEN}. */
    DELIVERED("delivered"),
    /** Wakes that a wait listed as surplus. */
    SURPLUS("listed as surplus"),
    /** Wakes that came while nobody waited on the word, and whose change a later wait found. */
    CHANGED("found by value"),
    /** Wakes that a wait forwarded. They are delivered to another wait, which counts them. */
    PASSED_ON("forwarded on the way"),
    /** Waits that ended at their deadlines. */
    TIMED_OUT("deadlines"),
    /** Waits that ended by an interrupt. */
    INTERRUPTED("interrupts"),
    /** Futures that were cancelled. */
    CANCELLED("cancels"),
    /** Objects of {@code WaitAny} that were closed under their waits. */
    CLOSED("closes"),
    /** Rounds of random moments. */
    MOMENTS("random moments"),
    /** Class loaders that used the library and were collected. */
    LOADERS("class loaders");

    private final String label;

    Count(String label) {
        this.label = label;
    }

    /** Returns what it is called in reports. */
    public String label() {
        return label;
    }
}
