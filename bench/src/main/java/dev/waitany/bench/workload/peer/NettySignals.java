/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.workload.peer;

import dev.waitany.bench.measure.Placement;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a Netty transport. A signal is a task; Netty wakes the loop's thread through an
 * eventfd if it is blocked. The tasks exist before the first signal.
 */
final class NettySignals implements PushedSignals {
    private final int count;
    private final Supplier<IoHandlerFactory> transport;
    private @Nullable EventLoopGroup group;
    private Runnable[] tasks = {};

    NettySignals(int count, Supplier<IoHandlerFactory> transport) {
        this.count = count;
        this.transport = transport;
    }

    @Override
    public void listen(int cpu, IntConsumer listener) {
        Executor pinned =
                loop ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("netty loop")
                                .start(
                                        () -> {
                                            Placement.pin(cpu);
                                            loop.run();
                                        });
        tasks =
                IntStream.range(0, count)
                        .<Runnable>mapToObj(source -> () -> listener.accept(source))
                        .toArray(Runnable[]::new);
        group = new MultiThreadIoEventLoopGroup(1, pinned, transport.get());
    }

    @Override
    public void signal(int source) {
        EventLoopGroup listening = group;
        if (listening == null) {
            throw new IllegalStateException("nobody listens");
        }
        listening.execute(tasks[source]);
    }

    @Override
    public void close() {
        EventLoopGroup listening = group;
        if (listening != null) {
            listening.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
