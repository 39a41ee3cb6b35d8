/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.objects;

import java.io.Serial;

/** Thrown if a name belongs to no object, or to one of another kind. The call has no effect. */
public final class ObjectNameException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1;

    ObjectNameException(String message) {
        super(message);
    }
}
