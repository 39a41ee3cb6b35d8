/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/** Sorts the exceptions that a native method handle can throw. */
final class Downcall {
    private Downcall() {}

    /**
     * Returns what a native method handle threw as an unchecked exception, for the caller to throw.
     *
     * <p>The linker throws if a segment argument is closed or confined to another thread. Native
     * code throws nothing, so a checked exception is a fault of this library.
     *
     * @throws Error if {@code thrown} is one
     */
    static RuntimeException unchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException refused -> refused;
            case Error error -> throw error;
            default ->
                    throw new AssertionError("native code throws no " + thrown.getClass(), thrown);
        };
    }
}
