/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

/** A sentence that a run supports. */
record Statement(Kind kind, String text) {
    /** What a sentence says. */
    enum Kind {
        /** A figure is lower, by more than the resolution. */
        LESS("▼", "lower"),
        /** A figure is higher, by more than the resolution. */
        MORE("▲", "higher"),
        /** The order of two strategies changes with the size. */
        CROSSOVER("✕", "crossover"),
        /** No difference was seen. */
        SAME("=", "no difference seen"),
        /** Nothing can be judged. */
        UNJUDGED("?", "not judged");

        private final String mark;
        private final String label;

        Kind(String mark, String label) {
            this.mark = mark;
            this.label = label;
        }

        /** Returns the sign before the sentence. */
        String mark() {
            return mark;
        }

        /** Returns the sign in words. */
        String label() {
            return label;
        }

        /** Returns whether the sentence states a difference. */
        boolean isDifference() {
            return this == LESS || this == MORE || this == CROSSOVER;
        }
    }
}
