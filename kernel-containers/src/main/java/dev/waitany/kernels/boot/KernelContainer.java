/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.boot;

import dev.waitany.kernels.Architecture;
import dev.waitany.kernels.Kernel;
import dev.waitany.kernels.KernelImage;
import dev.waitany.kernels.KernelVersion;
import dev.waitany.kernels.archive.KernelStore;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.guest.AotTraining;
import dev.waitany.kernels.guest.GuestCommand;
import dev.waitany.kernels.guest.GuestEvents;
import dev.waitany.kernels.guest.GuestNodes;
import dev.waitany.kernels.machine.KeptFiles;
import dev.waitany.kernels.root.GuestFiles;
import dev.waitany.kernels.root.GuestRoot;
import dev.waitany.kernels.root.InitScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/**
 * A container that boots one of Debian's kernels in QEMU and runs JUnit tests on it:
 *
 * {@snippet :
 * @TestFactory
 * Stream<DynamicNode> on612() {
 *     return new KernelContainer(Kernel.debian("6.12"))
 *             .withClasspath(classPath)
 *             .runTests("org.example.MyTest");
 * }
 * }
 *
 * <p>Each test of the guest is reported as a test here, with the kernel in its name. What the guest
 * prints goes to the SLF4J logger {@code dev.waitany.guest.6.12}. If a guest panics, hangs or runs
 * out of memory, the test that was running fails with the end of the console.
 *
 * <p>The class path must contain the module of this class and JUnit. For one run.
 */
public final class KernelContainer extends GenericContainer<KernelContainer>
        implements KernelMachine {
    private static final String KERNEL = "/guest/kernel";
    private static final String FILES = "/guest/files";
    private static final String INIT = "/guest/init";

    /** Debian's whole Java runtime is larger than a linked one, and all files are in memory. */
    private static final int FOREIGN_MEMORY = 2048;

    private final Kernel kernel;
    private final GuestConsole console;
    private final List<String> kernelArguments = new ArrayList<>();
    private final List<String> modules = new ArrayList<>();
    private final Map<Path, Path> guestFiles = new LinkedHashMap<>(); // here, by their path there
    private final List<String> properties = new ArrayList<>();
    private List<Path> classPath = List.of();
    private Duration limit = Duration.ofMinutes(8);
    private int memory;
    private int cpus = 2;

    /**
     * Makes a container for a kernel, in the engine that answers.
     *
     * @throws dev.waitany.kernels.engine.NoEngineException if none does
     */
    public KernelContainer(Kernel kernel) {
        this(kernel, Engine.find());
    }

    private KernelContainer(Kernel kernel, Engine engine) {
        super(new QemuImage(engine, KeptFiles.ofUser(), kernel.variant().architecture()).ensure());
        this.kernel = kernel;
        this.console = new GuestConsole(kernel.name());
        this.memory = architecture() == Architecture.X86_64 ? 1024 : FOREIGN_MEMORY;
        withLabels(engine.label());
    }

    /** Sets the jars and class folders of the guest. */
    public KernelContainer withClasspath(List<Path> entries) {
        classPath = List.copyOf(entries);
        return this;
    }

    /** Sets the time after which the guest is killed. The default is 8 minutes. */
    public KernelContainer withLimit(Duration span) {
        limit = span;
        return this;
    }

    /** Sets the guest's memory in MB. The default is 1024, and 2048 for aarch64. */
    public KernelContainer withMemory(int megabytes) {
        memory = megabytes;
        return this;
    }

    /** Sets the guest's number of CPUs. The default is 2. */
    public KernelContainer withCpus(int number) {
        cpus = number;
        return this;
    }

    /** Adds arguments to the kernel's command line, such as {@code mitigations=off}. */
    public KernelContainer withKernelArguments(String... arguments) {
        kernelArguments.addAll(List.of(arguments));
        return this;
    }

    /**
     * Loads modules of the kernel before the tests, in this order. Modules that they depend on are
     * not loaded by themselves.
     *
     * @param names such as {@code ntsync}
     */
    public KernelContainer withKernelModules(String... names) {
        modules.addAll(List.of(names));
        return this;
    }

    /**
     * Gives the guest a file of this machine.
     *
     * @param there its absolute path in the guest
     */
    public KernelContainer withGuestFile(Path here, Path there) {
        guestFiles.put(there, here);
        return this;
    }

    /** Sets a system property of the guest's JVM. */
    public KernelContainer withSystemProperty(String name, String value) {
        properties.add("-D" + name + "=" + value);
        return this;
    }

    /**
     * Boots the guest and runs a test class or method in it.
     *
     * @param selector the name of a class, or {@code class#method(parameter types)}
     * @return the guest's events
     */
    public GuestEvents startTests(String selector) {
        return start(
                List.of(command -> fast(command).testClass(selector)),
                command -> command.testClass(AotTraining.class.getName()));
    }

    /**
     * Runs test classes in the guest. Returns the nodes of a test factory; closing the stream ends
     * the container.
     */
    public Stream<DynamicNode> runTests(String... testClasses) {
        UnaryOperator<GuestCommand> tests =
                command -> {
                    Stream.of(testClasses).forEach(command::testClass);
                    return command;
                };
        GuestEvents events = start(List.of(command -> tests.apply(fast(command))), tests);
        return new GuestNodes("Linux " + kernel.name(), events).stream().onClose(this::stop);
    }

    /** An emulated machine runs short tests faster without the optimizing compiler. */
    private static GuestCommand fast(GuestCommand command) {
        return command.jvmFlags("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    @Override
    public GuestEvents start(GuestSuite suite) {
        return start(suite.emulated(), suite.training());
    }

    @Override
    public KernelVersion line() {
        return KernelStore.of(kernel).get(kernel).version();
    }

    @Override
    public void close() {
        stop();
    }

    private GuestEvents start(
            List<UnaryOperator<GuestCommand>> parts, UnaryOperator<GuestCommand> training) {
        KernelStore store = KernelStore.of(kernel);
        boolean foreign = architecture() != Architecture.X86_64;
        GuestFiles files =
                foreign
                        ? GuestFiles.ofForeign(classPath, store.javaRoot(), store.shell())
                        : GuestFiles.of(classPath, training, store.shell());
        Accelerator accelerator =
                foreign
                        ? Accelerator.EMULATION
                        : KvmTrial.best(
                                store.shell(),
                                store.get(kernel),
                                () -> new KernelContainer(kernel));
        List<List<String>> commands =
                parts.stream().map(part -> files.command(this::withProperties, part)).toList();
        GuestEvents events = new GuestEvents(limit);
        events.whenSilent(
                silent -> {
                    events.lost(console.explain(String.valueOf(silent.getMessage())));
                    stop();
                });
        boot(store.get(kernel), files.root(), commands, accelerator, events);
        return events;
    }

    private Architecture architecture() {
        return kernel.variant().architecture();
    }

    private GuestCommand withProperties(GuestCommand command) {
        return command.jvmFlags("-D" + GuestCommand.GUEST_PROPERTY + "=" + kernel.name())
                .jvmFlags(properties.toArray(String[]::new));
    }

    /** Starts the machine, and passes its output on. */
    void boot(
            KernelImage image,
            GuestRoot root,
            List<List<String>> commands,
            Accelerator accelerator,
            GuestEvents events) {
        withCopyFileToContainer(MountableFile.forHostPath(image.file()), KERNEL);
        withCopyFileToContainer(MountableFile.forHostPath(root.archive()), FILES);
        withCopyToContainer(Transferable.of(init(commands)), INIT);
        withCommand(
                "sh",
                "-c",
                script(
                        new QemuCommand(
                                architecture(), accelerator, memory, cpus, kernelArguments)));
        withLogConsumer(new GuestOutput(console, events, new ContainerEnd(this, limit)));
        withCreateContainerCmdModifier(accelerator::allow);
        start();
    }

    private byte[] init(List<List<String>> commands) {
        Map<Path, Path> all = new LinkedHashMap<>(guestFiles);
        KernelStore store = KernelStore.of(kernel);
        modules.forEach(name -> all.put(InitScript.module(name), store.module(kernel, name)));
        try {
            return new InitScript(architecture(), modules, commands).archive(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Joins the two archives, because QEMU takes one. */
    private String script(QemuCommand qemu) {
        String words =
                qemu.words(KERNEL, FILES).stream().collect(Collectors.joining("' '", "'", "'"));
        return "cat %s >>%s && exec timeout -k 5 %d %s"
                .formatted(INIT, FILES, limit.toSeconds(), words);
    }
}
