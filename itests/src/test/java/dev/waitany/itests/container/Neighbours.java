/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.model.HostConfig;
import dev.waitany.itests.sandbox.Sandbox;
import dev.waitany.kernels.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Two containers that share only a board of words. */
record Neighbours(SharedMemory memory, Neighbour first, Neighbour second) implements AutoCloseable {
    /** The kind of shared memory. */
    enum Memory {
        IPC_NAMESPACE(SharedMemory::ofIpcNamespace),
        TMPFS_VOLUME(SharedMemory::ofVolume);

        @SuppressWarnings("ImmutableEnumChecker") // stateless
        private final Function<Engine, SharedMemory> maker;

        Memory(Function<Engine, SharedMemory> maker) {
            this.maker = maker;
        }
    }

    /** One of the two containers. It runs peers on the board. */
    record Neighbour(TestContainer container, TestImage image, Path board) {
        private static final String PROCESS = "dev.waitany.itests.process.";

        Spoken java(String peer, String... arguments) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    image.java().toString(),
                                    "-XX:+UseSerialGC",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    String.join(
                                            ":",
                                            image.classPath().stream()
                                                    .map(Path::toString)
                                                    .toList()),
                                    PROCESS + peer,
                                    board.toString()));
            command.addAll(List.of(arguments));
            return new Spoken(container, command);
        }

        Spoken c(String role, int rounds) {
            Path peer =
                    Docker.require(
                            image, Docker.C_PEER, "gcc links no static program here: no C peer");
            return new Spoken(
                    container,
                    List.of(peer.toString(), role, board.toString(), Integer.toString(rounds)));
        }

        void kill() {
            container.kill();
        }
    }

    /** Starts both with a board of zeroes. If one fails, the other is closed. */
    static Neighbours start(Memory memory, Engine engine, TestImage image) throws Exception {
        Deque<AutoCloseable> begun = new ArrayDeque<>();
        try {
            SharedMemory shared = memory.maker.apply(engine);
            begun.push(shared);
            Path board = shared.folder().resolve("board");
            Neighbour first = neighbour(engine, image, board, shared.first());
            begun.push(first.container());
            Neighbour second = neighbour(engine, image, board, shared.besides(first.container()));
            begun.push(second.container());
            new Spoken(
                            first.container(),
                            List.of("dd", "if=/dev/zero", "of=" + board, "bs=4096", "count=1"))
                    .assertEndsWell();
            return new Neighbours(shared, first, second);
        } catch (Throwable failure) {
            for (AutoCloseable each : begun) {
                each.close();
            }
            throw failure;
        }
    }

    private static Neighbour neighbour(
            Engine engine, TestImage image, Path board, Consumer<HostConfig> settings) {
        TestContainer container =
                TestContainer.start(engine, image.name(), Sandbox.unconfined(settings));
        return new Neighbour(container, image, board);
    }

    @Override
    public void close() {
        try (memory;
                TestContainer _ = first.container();
                TestContainer _ = second.container()) {
            // in reverse order of creation, even if one fails
        }
    }
}
