/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.suites;

import dev.waitany.kernels.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arguments of {@code ./waitany kernels}, and what of them is wrong.
 *
 * <p>The launcher compiles and runs this class alone before a build, which takes a minute. It
 * therefore uses the JDK and {@link Kernel} only.
 *
 * @param count whether instructions are counted
 * @param record whether the counts are recorded
 * @param tested the kernels named by an option
 * @param counted the kernels named without one
 * @param strategies those named
 */
record KernelsArguments(
        boolean count,
        boolean record,
        List<String> tested,
        List<String> counted,
        List<String> strategies) {

    static final Set<String> FLAGS = Set.of("--count", "--record", "--json", "--check");
    static final Set<String> LISTS = Set.of("--kernel", "--strategies");
    static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private static final String COMMA = ",";
    private static final int WRONG = 2;

    /** Ends with exit code 2 and one line if the arguments are wrong. */
    public static void main(String[] arguments) {
        try {
            if (Stream.of(arguments).noneMatch(HELP::contains)) {
                of(arguments).chosen();
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println("waitany: " + wrong.getMessage());
            System.exit(WRONG);
        }
    }

    /**
     * Reads arguments as the command does.
     *
     * @throws IllegalArgumentException naming an argument that the command does not take
     */
    static KernelsArguments of(String... arguments) {
        List<String> flags = new ArrayList<>();
        List<String> tested = new ArrayList<>();
        List<String> counted = new ArrayList<>();
        List<String> strategies = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            if (FLAGS.contains(arguments[i])) {
                flags.add(arguments[i]);
            } else if (LISTS.contains(parts[0])) {
                if (parts.length == 1 && ++i == arguments.length) {
                    throw new IllegalArgumentException(parts[0] + " needs a value");
                }
                String value = parts.length == 1 ? arguments[i] : parts[1];
                (parts[0].equals("--kernel") ? tested : strategies)
                        .addAll(List.of(value.split(COMMA)));
            } else if (arguments[i].startsWith("-")) {
                throw new IllegalArgumentException("unknown option: '" + arguments[i] + "'");
            } else {
                counted.add(arguments[i]);
            }
        }
        return new KernelsArguments(
                flags.contains("--count"), flags.contains("--record"), tested, counted, strategies);
    }

    /**
     * Returns the chosen kernels.
     *
     * @throws IllegalArgumentException if options contradict each other, or no kernel has a name
     */
    List<Kernel> chosen() {
        refuse(!count && record, "--record needs --count");
        refuse(!count && !counted.isEmpty(), "without --count, kernels are named by --kernel");
        refuse(
                count && !strategies.isEmpty(),
                "--count counts all strategies, and does not take --strategies");
        refuse(
                count && !counted.isEmpty() && !tested.isEmpty(),
                "name kernels either after --count or by --kernel");
        refuse(
                record && !(counted.isEmpty() && tested.isEmpty()),
                "--record counts all kernels, and takes no names");
        List<String> names = counted.isEmpty() ? tested : counted;
        if (count) {
            refuse(
                    names.contains(Kernel.host().name()),
                    "--count needs a kernel that can be emulated, and host is this machine's own");
            return names.isEmpty() ? Kernel.debian() : distinct(names, true);
        }
        return names.isEmpty() ? Kernel.all() : distinct(names, false);
    }

    private static List<Kernel> distinct(List<String> names, boolean emulated) {
        return names.stream()
                .flatMap(name -> Stream.of(name.split(COMMA)))
                .map(name -> emulated ? Kernel.debian(name) : Kernel.named(name))
                .distinct()
                .toList();
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
