/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels;

import java.util.stream.Stream;

/** A build of a release line, told by the end of a kernel's name. */
public enum Variant {
    /** The usual one. */
    X86_64("", "cloud-amd64", Architecture.X86_64),
    /** With PREEMPT_RT. */
    X86_64_RT("-rt", "rt-amd64", Architecture.X86_64),
    /** For aarch64, with pages of 4 KiB. */
    AARCH64("-arm64", "cloud-arm64", Architecture.AARCH64),
    /** For aarch64, with pages of 16 KiB; from 6.12 on. */
    AARCH64_16K("-arm64-16k", "arm64-16k", Architecture.AARCH64);

    private final String suffix;
    private final String flavour;
    private final Architecture architecture;

    Variant(String suffix, String flavour, Architecture architecture) {
        this.suffix = suffix;
        this.flavour = flavour;
        this.architecture = architecture;
    }

    /** Returns the variant that a kernel's name tells. */
    static Variant of(String name) {
        return Stream.of(values())
                .filter(variant -> variant != X86_64 && name.endsWith(variant.suffix))
                .findFirst()
                .orElse(X86_64);
    }

    String suffix() {
        return suffix;
    }

    /** Returns the flavour in the names of Debian's packages. */
    public String flavour() {
        return flavour;
    }

    /** Returns the architecture that it is built for. */
    public Architecture architecture() {
        return architecture;
    }
}
