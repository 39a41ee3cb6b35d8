/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.container;

import dev.waitany.kernels.engine.BaseImage;
import dev.waitany.kernels.engine.Engine;
import dev.waitany.kernels.engine.LeaveOut;
import dev.waitany.kernels.engine.NoBaseImageException;
import dev.waitany.kernels.engine.NoEngineException;
import dev.waitany.kernels.guest.JavaRuntime;
import dev.waitany.kernels.machine.KeptFiles;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Provides the engine and the image. The image is built once and removed after the last test. If
 * there is no engine or base image, each test is skipped with the reason.
 */
public final class Docker implements BeforeEachCallback, ParameterResolver {
    /** The names of other files in the image. */
    public static final String BENCH = "bench";

    static final String C_PEER = "peer";

    private static final Path ROOT = Path.of(System.getProperty("dev.waitany.itests.root"));

    /** What tests need, or why it is missing. */
    private record Prepared(Engine engine, BaseImage base, TestImage image)
            implements AutoCloseable {
        @Override
        public void close() {
            image.close();
            base.close();
        }
    }

    private record Missing(TestAbortedException why) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        if (prepared(context) instanceof Missing(TestAbortedException why)) {
            throw why;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Engine.class || type == TestImage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (!(prepared(context) instanceof Prepared prepared)) {
            throw new AssertionError("no test gets here without an engine");
        }
        return parameter.getParameter().getType() == Engine.class
                ? prepared.engine()
                : prepared.image();
    }

    private static Object prepared(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Docker.class))
                .getOrComputeIfAbsent(Docker.class, _ -> prepare());
    }

    private static Object prepare() {
        Engine engine;
        try {
            engine = Engine.find();
        } catch (NoEngineException none) {
            return new Missing(LeaveOut.because(none));
        }
        BaseImage base = new BaseImage(engine, KeptFiles.ofUser());
        try {
            JavaRuntime runtime = JavaRuntime.in(ROOT.resolve("itests/target"));
            TestImage image =
                    TestImage.build(engine, base.ensure(), runtime, classPath(), moreFiles());
            return new Prepared(engine, base, image);
        } catch (NoBaseImageException none) {
            return new Missing(LeaveOut.because(none));
        }
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static Map<String, Path> moreFiles() {
        Map<String, Path> more = new LinkedHashMap<>();
        Path bench = ROOT.resolve("bench/target");
        if (Files.exists(bench.resolve("waitany-bench.jar"))) {
            more.put(BENCH + "/waitany-bench.jar", bench.resolve("waitany-bench.jar"));
            more.put(BENCH + "/lib", bench.resolve("lib"));
        }
        StaticPeer.compile(ROOT).ifPresent(peer -> more.put(C_PEER, peer));
        return more;
    }

    /** Returns the path of a file in the image, or skips the test. */
    public static Path require(TestImage image, String as, String reason) {
        return image.file(as).orElseThrow(() -> new TestAbortedException(reason));
    }
}
