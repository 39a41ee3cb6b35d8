/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/** Programs that {@link AlertSignalTest} runs in a process that has chosen no signal yet. */
final class SignalProgram {
    private SignalProgram() {}

    /** Runs the program that the first argument names. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "choose" -> System.out.println("chose " + AlertSignal.HERE.prepare());
            case "alert" -> alert(() -> {});
            case "taken" -> alert(SignalProgram::takeTheSignal);
            case "redeploy" -> redeploy();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Does what other code may do while a thread is blocked: it installs its own handler. */
    private static void takeTheSignal() {
        Linker linker = Linker.nativeLinker();
        MethodHandle signal =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("signal"),
                        FunctionDescriptor.of(
                                ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            var before =
                    (MemorySegment)
                            signal.invokeExact(
                                    AlertSignal.HERE.prepare(),
                                    linker.defaultLookup().findOrThrow("labs"));
            System.out.println("taken from " + before);
        } catch (Throwable thrown) {
            throw new LinkageError(thrown.getMessage(), thrown);
        }
    }

    /**
     * Alerts a blocked thread.
     *
     * @param meanwhile runs when the thread is blocked
     */
    private static void alert(Runnable meanwhile) throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
            AtomicReference<ThreadAlert> alert = new AtomicReference<>();
            Thread owner =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        alert.set(ThreadAlert.ofCurrentThread());
                                        System.out.println("ended by " + block(alert.get(), word));
                                    });
            while (Futex.waiters(word, false) != 1) {
                Thread.onSpinWait();
            }
            meanwhile.run();
            alert.get().alert();
            owner.join();
        }
    }

    private static String block(ThreadAlert alert, MemorySegment word) {
        if (!alert.enter()) {
            return "nothing";
        }
        try {
            return Errno.name(
                    Futex.await(
                            CallState.allocate(),
                            word,
                            0,
                            Futex.ANY_BIT,
                            false,
                            null,
                            Clock.MONOTONIC));
        } finally {
            alert.leave();
        }
    }

    /** Uses the module with one class loader after the other, all on this thread. */
    private static void redeploy() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Set<Object> signals = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            loaders.add(new WeakReference<>(deployed(signals)));
        }
        for (int i = 0; i < 100 && isAnyLeft(loaders); i++) {
            System.gc();
            Thread.sleep(20);
        }
        System.out.println(
                "signals " + signals.size() + ", loaders are left: " + isAnyLeft(loaders));
    }

    private static ClassLoader deployed(Set<Object> signals)
            throws ReflectiveOperationException, IOException {
        URL classes = AlertSignal.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> alert = loader.loadClass(ThreadAlert.class.getName());
            Object made = alert.getMethod("ofCurrentThread").invoke(null);
            alert.getMethod("enter").invoke(made);
            Thread alerter = Thread.ofPlatform().start(() -> call(alert, made));
            while (alerter.isAlive()) {
                Thread.onSpinWait();
            }
            alert.getMethod("leave").invoke(made);
            signals.add(chosen(loader));
            return loader;
        }
    }

    private static void call(Class<?> alert, Object made) {
        try {
            alert.getMethod("alert").invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Object chosen(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> signal = loader.loadClass(AlertSignal.class.getName());
        var here = signal.getDeclaredField("HERE");
        var prepare = signal.getDeclaredMethod("prepare");
        here.setAccessible(true);
        prepare.setAccessible(true);
        return prepare.invoke(here.get(null));
    }

    private static boolean isAnyLeft(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().anyMatch(loader -> loader.get() != null);
    }
}
