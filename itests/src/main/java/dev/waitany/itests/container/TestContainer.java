/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.machine.Until;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A container that only waits for commands. It removes itself when its standard input is closed: by
 * {@link #close}, or because this JVM ends, even by SIGKILL.
 */
public final class TestContainer implements AutoCloseable {
    private final Engine engine;
    private final GenericContainer<?> container;
    private final PipedOutputStream input = new PipedOutputStream();
    private final ResultCallback.Adapter<Frame> attached = new ResultCallback.Adapter<>();

    private TestContainer(Engine engine, GenericContainer<?> container) {
        this.engine = engine;
        this.container = container;
    }

    /**
     * Starts a container.
     *
     * @param settings what to allow, deny and share
     */
    public static TestContainer start(Engine engine, String image, Consumer<HostConfig> settings) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image))
                        .withCommand("cat")
                        .withLabels(engine.label())
                        .withCreateContainerCmdModifier(create -> endsWithInput(create, settings));
        container.start();
        TestContainer started = new TestContainer(engine, container);
        started.attach();
        return started;
    }

    private static void endsWithInput(CreateContainerCmd create, Consumer<HostConfig> settings) {
        HostConfig host = Objects.requireNonNull(create.getHostConfig());
        settings.accept(host.withAutoRemove(true));
        create.withStdinOpen(true).withStdInOnce(true);
    }

    @SuppressWarnings("resource") // the piped stream is read until the other end is closed
    private void attach() {
        try {
            engine.client()
                    .attachContainerCmd(id())
                    .withStdIn(new PipedInputStream(input))
                    .withFollowStream(true)
                    .exec(attached);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its id. */
    public String id() {
        return container.getContainerId();
    }

    /**
     * Starts a command in it.
     *
     * @param lines gets each line of both streams, on a thread of the Docker client
     */
    public Execution start(List<String> command, Consumer<String> lines) {
        return Execution.start(engine.client(), id(), command, lines);
    }

    /** Kills all its processes with SIGKILL. */
    public void kill() {
        engine.client().killContainerCmd(id()).withSignal("KILL").exec();
    }

    /** Waits until it is removed. */
    @Override
    public void close() {
        try {
            input.close();
            attached.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remove();
        Until.holds(this::isGone, () -> "the end of container " + id());
        container.stop();
    }

    private void remove() {
        try {
            engine.client().removeContainerCmd(id()).withForce(true).withRemoveVolumes(true).exec();
        } catch (NotFoundException | ConflictException faster) {
            // it has removed itself, or is about to
        }
    }

    private boolean isGone() {
        return !engine.containers().contains(id());
    }
}
