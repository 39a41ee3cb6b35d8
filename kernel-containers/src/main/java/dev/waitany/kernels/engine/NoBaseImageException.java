/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.engine;

import java.io.Serial;

/**
 * The base image cannot be pulled or built. The message tells what was tried last, and the answer.
 */
public class NoBaseImageException extends IllegalStateException {
    @Serial private static final long serialVersionUID = 1;

    NoBaseImageException(String message) {
        super("no " + BaseImage.NAME + ": no registry has it here, and " + message);
    }

    NoBaseImageException(String message, Throwable cause) {
        super("no " + BaseImage.NAME + ": no registry has it here, and " + message, cause);
    }
}
