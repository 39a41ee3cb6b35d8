/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

/** The architecture of a guest. One that is not this machine's is always emulated. */
public enum Architecture {
    X86_64("amd64"),
    AARCH64("arm64");

    private final String debian;

    Architecture(String debian) {
        this.debian = debian;
    }

    /** Returns the name that Debian's packages have. */
    public String debian() {
        return debian;
    }
}
