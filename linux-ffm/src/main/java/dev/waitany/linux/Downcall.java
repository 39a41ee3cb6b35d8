/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

/** What method handles of native functions throw, sorted. */
final class Downcall {
    private Downcall() {}

    /**
     * A handle throws about its segments only (closed, or another thread's); native code itself
     * throws nothing.
     */
    static RuntimeException thrown(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException refused -> refused;
            case Error error -> throw error;
            default ->
                    throw new AssertionError("native code throws no " + thrown.getClass(), thrown);
        };
    }
}
