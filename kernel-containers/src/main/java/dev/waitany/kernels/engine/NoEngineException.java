/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import java.io.Serial;

/** No Docker engine answers. The message tells why, and how to get one. */
public class NoEngineException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    NoEngineException(Throwable cause) {
        super(
                "no Docker engine answers ("
                        + reason(cause)
                        + "): install and start Docker (on Debian: apt-get install docker.io), as root or in the group docker; or set DOCKER_HOST",
                cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message.lines().findFirst().orElse("").strip();
    }
}
