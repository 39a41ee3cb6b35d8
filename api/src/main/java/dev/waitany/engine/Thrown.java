/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

/** Throws again what was caught as a {@link Throwable}, where only unchecked ones can come. */
final class Thrown {
    private Thrown() {}

    /** Returns an unchecked exception; throws it if it is an error; wraps a checked one. */
    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(thrown);
        };
    }
}
