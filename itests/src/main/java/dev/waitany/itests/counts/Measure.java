/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.counts;

import java.util.Locale;

/** What is counted of a wait. The guest's program writes the names. */
enum Measure {
    /** A wait that returns at once, because its last word has changed. */
    CHANGED("a wait that does not sleep: its last word has changed"),
    /** From the beginning of a wait until its thread sleeps and the waker runs. */
    SLEEP("going to sleep: from the wait's beginning until the waker runs"),
    /** From the call that wakes a word until the wait has returned in its thread. */
    WAKE("waking up: from the wake call until the wait has returned");

    private final String title;

    Measure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
