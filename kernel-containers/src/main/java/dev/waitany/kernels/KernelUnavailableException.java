/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import org.jspecify.annotations.Nullable;

/** A kernel, or something else that a guest needs, is not available. The message tells why. */
public final class KernelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Makes one with the reason. */
    public KernelUnavailableException(String why) {
        this(why, null);
    }

    /** Makes one with the reason and its cause. */
    public KernelUnavailableException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
