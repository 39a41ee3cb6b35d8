/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.WaitResult;

/** What a result is to be. */
final class Expect {
    private Expect() {}

    static void woken(WaitResult result, int index) {
        is(result, WaitResult.Kind.WOKEN, index);
    }

    static void changed(WaitResult result, int index) {
        is(result, WaitResult.Kind.CHANGED, index);
    }

    static void timedOut(WaitResult result) {
        is(result, WaitResult.Kind.TIMED_OUT, -1);
    }

    static void cancelled(WaitResult result) {
        is(result, WaitResult.Kind.CANCELLED, -1);
    }

    /** A word that was changed and then woken: the wait may see either first. */
    static void ready(WaitResult result, int index) {
        assertThat(result.isReady()).as("%s names a word", result).isTrue();
        assertThat(result.index()).as("index of %s", result).isEqualTo(index);
    }

    private static void is(WaitResult result, WaitResult.Kind kind, int index) {
        assertThat(result.kind()).as("kind of %s", result).isEqualTo(kind);
        assertThat(result.index()).as("index of %s", result).isEqualTo(index);
    }
}
