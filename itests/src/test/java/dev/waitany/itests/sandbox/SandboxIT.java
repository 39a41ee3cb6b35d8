/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waitany.WaitAny;
import dev.waitany.itests.container.Docker;
import dev.waitany.itests.container.TestContainer;
import dev.waitany.itests.container.TestImage;
import dev.waitany.itests.suites.Contracts;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.GuestEvents;
import dev.waitany.kernels.guest.GuestNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs strategies where something is forbidden. Each sandbox is a container on this kernel. In it,
 * doctor must report exactly what works, and the strategies that work must keep the contract.
 */
@ExtendWith(Docker.class)
@ParameterizedClass
@EnumSource(Sandbox.class)
class SandboxIT {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /**
     * A sandbox decides which calls exist, not how they race, so a third of the rounds suffices.
     */
    private static final String SCALE = "-Ddev.waitany.tck.scale=0.3";

    private final Sandbox sandbox;

    SandboxIT(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @TestFactory
    Stream<DynamicNode> strategies(Engine engine, TestImage image) throws Exception {
        TestContainer container = TestContainer.start(engine, image.name(), sandbox.settings());
        try {
            Doctor doctor = Doctor.ask(container, image);
            DynamicNode says =
                    DynamicTest.dynamicTest(
                            sandbox.title() + ": doctor", () -> assertSays(doctor, engine));
            return Stream.concat(Stream.of(says), guest(doctor, container, image))
                    .onClose(container::close);
        } catch (Throwable failure) {
            container.close();
            throw failure;
        }
    }

    private void assertSays(Doctor doctor, Engine engine) {
        assertThat(doctor.strategies())
                .containsExactlyElementsOf(
                        sandbox.expected(
                                WaitAny.strategies(), engine, System.getProperty("os.version")));
        assertThat(doctor.chosen()).isEqualTo(doctor.available().getFirst());
    }

    private List<String> classes(Doctor doctor) {
        List<String> classes = new ArrayList<>(List.of(Trial.class.getName()));
        if (sandbox == Sandbox.FEW_THREADS) {
            classes.add(FewThreadsTrial.class.getName());
        }
        doctor.available().stream()
                .filter(strategy -> sandbox.provesAllOf(strategy, doctor.chosen()))
                .map(Contracts::testClass)
                .forEach(classes::add);
        return classes;
    }

    private Stream<DynamicNode> guest(Doctor doctor, TestContainer container, TestImage image) {
        GuestCommand command =
                new GuestCommand(image.java(), image.classPath())
                        .jvmFlags(
                                "-XX:+UseSerialGC",
                                "-Ddev.waitany.countSystemCalls=true",
                                "-Djava.io.tmpdir=/dev/shm", // Docker mounts it writable for every
                                // user
                                SCALE,
                                "-Ddev.waitany.tck.slowness=" + sandbox.slowness());
        classes(doctor).forEach(command::testClass);
        GuestEvents events = new GuestEvents(LONGEST_SILENCE);
        List<String> other = new CopyOnWriteArrayList<>();
        container
                .start(
                        command.build(),
                        line -> {
                            if (!events.line(line)) {
                                other.add(line);
                            }
                        })
                .whenEnded(how -> events.lost(how + "; it said " + other));
        return new GuestNodes(sandbox.title(), events).stream();
    }
}
