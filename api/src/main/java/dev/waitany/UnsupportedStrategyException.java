/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany;

import java.io.Serial;

/**
 * A strategy does not work on this kernel or in this sandbox, or does not exist. The message says
 * why and what helps.
 */
public class UnsupportedStrategyException extends UnsupportedOperationException {
    @Serial private static final long serialVersionUID = 1;

    public UnsupportedStrategyException(String message) {
        super(message);
    }

    static UnsupportedStrategyException of(Support support) {
        return new UnsupportedStrategyException(
                "strategy "
                        + support.strategy()
                        + " is not available: "
                        + support.reason()
                        + ". "
                        + support.remedy());
    }
}
