/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs test classes in a guest. Paths are the guest's. */
public final class GuestCommand {
    /** The system property that each command sets, to the guest's name. */
    public static final String GUEST_PROPERTY = "dev.waitany.kernels.guest";

    private final Path java;
    private final String classPath;
    private final List<String> flags = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    /**
     * @param java the command in the guest
     * @param classPath jars and folders in the guest, among them this module, its dependencies and
     *     the test classes
     */
    public GuestCommand(Path java, List<Path> classPath) {
        this.java = java;
        this.classPath = String.join(":", classPath.stream().map(Path::toString).toList());
    }

    /** Adds flags of the guest's JVM, including system properties. */
    public GuestCommand jvmFlags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /** Sends the events to a file or device of the guest instead of standard error. */
    public GuestCommand resultsTo(String file) {
        arguments.addAll(List.of("--results", file));
        return this;
    }

    /** Runs the tests with this tag only. */
    public GuestCommand tagged(String tag) {
        arguments.addAll(List.of("--tagged", tag));
        return this;
    }

    /** Runs the tests without this tag only. */
    public GuestCommand untagged(String tag) {
        arguments.addAll(List.of("--untagged", tag));
        return this;
    }

    /** Tells that another command in the same guest continues with more tests. */
    public GuestCommand more() {
        arguments.add("--more");
        return this;
    }

    /** Adds a test class, after those added before. */
    public GuestCommand testClass(String name) {
        arguments.add(name);
        return this;
    }

    /** Returns the words of the command. */
    public List<String> build() {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--illegal-native-access=deny");
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(GuestMain.class.getName());
        command.addAll(arguments);
        return command;
    }
}
