/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.engine;

import java.util.List;

/** Explains why a thread could not be started. */
final class ThreadLimits {
    private ThreadLimits() {}

    /**
     * Returns what to throw for an error of {@link Thread#start()}.
     *
     * @param user what needs the thread
     * @return an exception that names the limits; if memory of the heap is what lacks, throws the
     *     error itself
     */
    static IllegalStateException explain(OutOfMemoryError error, String user) {
        String message = error.getMessage();
        if (message == null || !message.contains("native thread")) {
            throw error;
        }
        List<String> others = Strategies.withoutThreadPerWait();
        return new IllegalStateException(
                "the system refuses a thread for "
                        + user
                        + ": raise the number of processes (ulimit -u), pids.max of the cgroup, or"
                        + " kernel.threads-max"
                        + (others.isEmpty()
                                ? ""
                                : "; strategies that need no thread for each future or virtual thread: "
                                        + String.join(", ", others)),
                error);
    }
}
