/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;

/** Prints which real-time signals its process catches. Run by {@link AlertSignalTest}. */
final class ChosenSignal {
    private ChosenSignal() {}

    public static void main(String[] arguments) throws IOException {
        ThreadAlert.ofCurrentThread();
        long caught = AlertSignalTest.statusMask("SigCgt");
        for (int signal = 34; signal <= 64; signal++) {
            if ((caught >>> (signal - 1) & 1) == 1) {
                System.out.println("caught " + signal);
            }
        }
    }
}
