/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/** How QEMU runs a guest's code. */
public enum Accelerator {
    /** Translates it: works everywhere, and is ten times slower. */
    EMULATION,
    /** Runs it on the processor. Needs {@code /dev/kvm} and a successful trial boot. */
    KVM;

    static final String DEVICE = "/dev/kvm";

    /** Configures a container for it. */
    void allow(CreateContainerCmd create) {
        HostConfig host = create.getHostConfig();
        if (this == KVM && host != null) {
            host.withDevices(new Device("rwm", DEVICE, DEVICE));
        }
    }

    List<String> options() {
        return switch (this) {
            case EMULATION -> List.of("-accel", "tcg,thread=multi", "-cpu", "max");
            case KVM -> List.of("-accel", "kvm", "-cpu", "host");
        };
    }
}
