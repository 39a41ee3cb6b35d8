/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import java.io.Serial;

/** No Docker engine answers. The message tells why, and how to get one. */
public class NoEngineException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    NoEngineException(Throwable cause) {
        super(
                "no Docker engine answers ("
                        + reason(cause)
                        + "): run ./waitany verify as root, which starts one, or start Docker",
                cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse("").strip();
    }
}
