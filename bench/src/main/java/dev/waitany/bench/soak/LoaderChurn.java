/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.soak;

import dev.waitany.bench.soak.account.Count;
import dev.waitany.bench.soak.account.Finding;
import dev.waitany.bench.soak.account.Patience;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Deploys the library and drops it: a fresh class loader loads all its classes, uses them, and is
 * closed. Afterwards the loader must be collected. It is not if a thread, a thread-local or a
 * handler of the dropped copy is left.
 */
final class LoaderChurn implements Lane {
    private static final long PAUSE_NANOS = 2_000_000_000L;
    private static final long COLLECTION_NANOS = 100_000_000L;
    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    @Override
    public String name() {
        return "class loader";
    }

    @Override
    public void run(SoakContext soak) throws Exception {
        URL[] classPath = classPath();
        while (!soak.isOver()) {
            WeakReference<ClassLoader> dropped = deploy(classPath, soak);
            if (isCollected(dropped, soak)) {
                soak.counts.add(Count.LOADERS);
            } else {
                soak.findings.add(
                        Finding.Kind.LEAKED, name(), "a dropped copy of the library is reachable");
            }
            soak.pause(PAUSE_NANOS);
        }
    }

    /** A separate frame, so that no local variable keeps the loader. */
    private WeakReference<ClassLoader> deploy(URL[] classPath, SoakContext soak) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader("deployment", classPath, ClassLoader.getPlatformClassLoader())) {
            Callable<?> deployment =
                    (Callable<?>)
                            loader.loadClass(Deployment.class.getName())
                                    .getDeclaredConstructor()
                                    .newInstance();
            String wrong = asContext(loader, deployment);
            if (!wrong.isEmpty()) {
                soak.findings.add(Finding.Kind.BROKEN, name(), wrong);
            }
            return new WeakReference<>(loader);
        }
    }

    /** Services are found by the context class loader. */
    private static String asContext(ClassLoader loader, Callable<?> deployment) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return String.valueOf(deployment.call());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean isCollected(WeakReference<ClassLoader> dropped, SoakContext soak)
            throws InterruptedException {
        Patience patience = soak.patience();
        while (dropped.get() != null && !patience.isExhausted()) {
            System.gc();
            soak.pause(COLLECTION_NANOS);
        }
        return dropped.get() == null;
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : SEPARATOR.split(System.getProperty("java.class.path"), -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
