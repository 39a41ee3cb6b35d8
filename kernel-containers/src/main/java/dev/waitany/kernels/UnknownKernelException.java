/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import java.util.List;
import java.util.stream.Collectors;

/** No kernel has that name. The message lists the names. */
public final class UnknownKernelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownKernelException(String name, List<Kernel> known) {
        super(
                "no kernel is called \""
                        + name
                        + "\"; there are: "
                        + known.stream().map(Kernel::name).collect(Collectors.joining(", ")));
    }
}
