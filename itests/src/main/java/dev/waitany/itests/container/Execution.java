/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.waitany.kernels.machine.Until;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A command that runs in a container. */
public final class Execution {
    private final DockerClient client;
    private final String id;
    private final CompletableFuture<Long> ended = new CompletableFuture<>();

    private Execution(DockerClient client, String id) {
        this.client = client;
        this.id = id;
    }

    static Execution start(
            DockerClient client, String container, List<String> command, Consumer<String> lines) {
        String id =
                client.execCreateCmd(container)
                        .withCmd(command.toArray(String[]::new))
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .exec()
                        .getId();
        Execution execution = new Execution(client, id);
        client.execStartCmd(id).exec(execution.new Output(lines));
        return execution;
    }

    /**
     * Registers an action for the end. It runs after the last line and is told how the command
     * ended.
     */
    @SuppressWarnings(
            "FutureReturnValueIgnored") // failures of the action are its own responsibility
    public void whenEnded(Consumer<String> action) {
        ended.whenComplete(
                (code, failure) ->
                        action.accept(failure == null ? "exit code " + code : failure.toString()));
    }

    /**
     * Waits until it has ended.
     *
     * @return its exit code
     */
    public long await(Duration limit) throws Exception {
        try {
            return ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("the command was not over after " + limit, late);
        }
    }

    private long exitCode() {
        Until.holds(
                () -> !client.inspectExecCmd(id).exec().isRunning(),
                () -> "the end of a command that has closed its output");
        return Objects.requireNonNull(client.inspectExecCmd(id).exec().getExitCodeLong());
    }

    private final class Output extends ResultCallback.Adapter<Frame> {
        private final Map<StreamType, Lines> streams = new EnumMap<>(StreamType.class);
        private final Consumer<String> lines;

        Output(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public void onNext(Frame frame) {
            streams.computeIfAbsent(frame.getStreamType(), _ -> new Lines(lines))
                    .add(frame.getPayload());
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            super.onComplete();
            streams.values().forEach(Lines::end);
            // On another thread, because the client interrupts calls on this one.
            ended.completeAsync(Execution.this::exitCode);
        }
    }
}
