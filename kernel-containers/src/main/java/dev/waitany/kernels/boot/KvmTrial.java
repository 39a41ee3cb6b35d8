/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.guest.GuestEvent;
import dev.waitany.kernels.guest.GuestEvents;
import dev.waitany.kernels.guest.GuestLostException;
import dev.waitany.kernels.root.GuestRoot;
import dev.waitany.kernels.root.InitScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * Finds out whether KVM works by booting a kernel with nothing to do. The device may exist and not
 * work.
 */
final class KvmTrial {
    private static final Logger LOG = LoggerFactory.getLogger(KvmTrial.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private KvmTrial() {}

    /** Returns KVM if a trial boot succeeds, otherwise emulation. */
    static Accelerator best(Path shell, KernelImage image, Supplier<KernelContainer> containers) {
        if (!Files.exists(Path.of(Accelerator.DEVICE))) {
            return Accelerator.EMULATION;
        }
        boolean works = boots(shell, image, containers);
        LOG.info("{} {}", Accelerator.DEVICE, works ? "boots a guest" : "does not boot a guest");
        return works ? Accelerator.KVM : Accelerator.EMULATION;
    }

    private static boolean boots(
            Path shell, KernelImage image, Supplier<KernelContainer> containers) {
        GuestEvents events = new GuestEvents(LIMIT);
        try (KernelContainer trial = containers.get().withLimit(LIMIT)) {
            GuestRoot root = GuestRoot.ofShell(shell);
            trial.boot(image, root, List.of(sayOver()), Accelerator.KVM, events);
            return events.next().kind() == GuestEvent.Kind.OVER;
        } catch (GuestLostException | ContainerLaunchException no) {
            LOG.debug("trial boot", no);
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> sayOver() {
        String line = new GuestEvent(GuestEvent.Kind.OVER, "", "", 0).line();
        String shell = InitScript.SHELL.toString();
        return List.of(
                shell,
                "sh",
                "-c",
                "echo '" + line + "' >" + InitScript.results(Architecture.X86_64));
    }
}
