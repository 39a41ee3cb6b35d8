/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.KernelUnavailableException;
import dev.waitany.kernels.archive.NoArchiveException;
import dev.waitany.kernels.engine.LeaveOut;
import dev.waitany.kernels.engine.NoBaseImageException;
import dev.waitany.kernels.engine.NoEngineException;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** Decides whether a kernel that cannot be booted skips its tests or fails them. */
public final class KernelSkips {
    private KernelSkips() {}

    /**
     * Returns what the action returns.
     *
     * @throws TestAbortedException if this machine lacks an engine, a base image or apt
     * @throws KernelUnavailableException if there is an archive and it does not have the kernel
     */
    public static <T> T booting(Supplier<T> action) {
        try {
            return action.get();
        } catch (NoEngineException | NoBaseImageException none) {
            throw LeaveOut.because(none);
        } catch (KernelUnavailableException none) {
            if (none.getCause() instanceof NoArchiveException) {
                throw new TestAbortedException(none.getMessage(), none);
            }
            throw none;
        }
    }
}
