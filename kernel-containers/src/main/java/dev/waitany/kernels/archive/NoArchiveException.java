/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import java.io.IOException;
import java.io.Serial;

/** This machine cannot access Debian's archive. */
public final class NoArchiveException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    NoArchiveException(Throwable cause) {
        super("apt is not installed, which is needed to fetch Debian's packages", cause);
    }
}
