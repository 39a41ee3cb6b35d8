/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** A folder in memory that several containers share. Close it after them. */
public final class SharedMemory implements AutoCloseable {
    private static final Path VOLUME = Path.of("/shared");

    private final Engine engine;
    private final String volume; // empty: the first container's IPC name space

    private SharedMemory(Engine engine, String volume) {
        this.engine = engine;
        this.volume = volume;
    }

    /** {@code /dev/shm} of the first container, whose IPC name space the others join. */
    public static SharedMemory ofIpcNamespace(Engine engine) {
        return new SharedMemory(engine, "");
    }

    /** A tmpfs as a volume, mounted by all. */
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

    /** Where it is in each container. */
    public Path folder() {
        return volume.isEmpty() ? Path.of("/dev/shm") : VOLUME;
    }

    /** For the container that is there first and ends last. */
    public Consumer<HostConfig> first() {
        return volume.isEmpty() ? host -> host.withIpcMode("shareable") : this::mount;
    }

    /** For the others. */
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
