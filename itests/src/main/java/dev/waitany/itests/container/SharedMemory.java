/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.waitany.kernels.engine.Engine;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A folder in memory that several containers share. Close it after the containers. */
public final class SharedMemory implements AutoCloseable {
    private static final Path VOLUME = Path.of("/shared");

    private final Engine engine;
    private final String volume; // empty for the first container's IPC name space

    private SharedMemory(Engine engine, String volume) {
        this.engine = engine;
        this.volume = volume;
    }

    /** Returns {@code /dev/shm} of the first container. The others join its IPC name space. */
    public static SharedMemory ofIpcNamespace(Engine engine) {
        return new SharedMemory(engine, "");
    }

    /** Creates a volume with a tmpfs, which all containers mount. */
    public static SharedMemory ofVolume(Engine engine) {
        String name =
                engine.client()
                        .createVolumeCmd()
                        .withDriver("local")
                        .withDriverOpts(Map.of("type", "tmpfs", "device", "tmpfs"))
                        .withLabels(engine.label())
                        .exec()
                        .getName();
        return new SharedMemory(engine, name);
    }

    /** Returns its path in each container. */
    public Path folder() {
        return volume.isEmpty() ? Path.of("/dev/shm") : VOLUME;
    }

    /** Returns the settings of the container that starts first and ends last. */
    public Consumer<HostConfig> first() {
        return volume.isEmpty() ? host -> host.withIpcMode("shareable") : this::mount;
    }

    /** Returns the settings of the other containers. */
    public Consumer<HostConfig> besides(TestContainer first) {
        return volume.isEmpty() ? host -> host.withIpcMode("container:" + first.id()) : this::mount;
    }

    private void mount(HostConfig host) {
        host.withBinds(new Bind(volume, new Volume(VOLUME.toString())));
    }

    @Override
    public void close() {
        if (!volume.isEmpty()) {
            engine.client().removeVolumeCmd(volume).exec();
        }
    }
}
