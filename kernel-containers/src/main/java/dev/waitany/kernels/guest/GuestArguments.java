/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.guest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** The arguments of a guest's JVM: {@value #USAGE}. */
final class GuestArguments {
    static final String USAGE =
            "Arguments: [--results FILE] [--tagged TAG] [--untagged TAG] [--more] CLASS[#METHOD]...,"
                    + " where --more says that another JVM will go on with the tests";

    private final LauncherDiscoveryRequestBuilder request =
            LauncherDiscoveryRequestBuilder.request();
    private final List<DiscoverySelector> tests = new ArrayList<>();
    private @Nullable String results;
    private boolean lastPart = true;

    private GuestArguments() {}

    /**
     * Parses arguments.
     *
     * @throws IllegalArgumentException for an unknown option or no test class
     */
    static GuestArguments of(String... words) {
        GuestArguments given = new GuestArguments();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            given.take(rest.next(), rest);
        }
        if (given.tests.isEmpty()) {
            throw new IllegalArgumentException("No test class is named");
        }
        given.request.selectors(given.tests);
        return given;
    }

    LauncherDiscoveryRequest request() {
        return request.build();
    }

    /** Tells whether no other JVM continues with more tests. */
    boolean isLastPart() {
        return lastPart;
    }

    /** Opens the stream for events. */
    PrintStream openResults() throws IOException {
        return results == null
                ? System.err
                : new PrintStream(
                        new FileOutputStream(results, true), true, StandardCharsets.US_ASCII);
    }

    private void take(String word, Iterator<String> rest) {
        switch (word) {
            case "--results" -> results = value(word, rest);
            case "--tagged" -> request.filters(TagFilter.includeTags(value(word, rest)));
            case "--untagged" -> request.filters(TagFilter.excludeTags(value(word, rest)));
            case "--more" -> lastPart = false;
            default -> tests.add(selector(word));
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static DiscoverySelector selector(String test) {
        if (test.startsWith("-")) {
            throw new IllegalArgumentException("There is no " + test);
        }
        return test.contains("#")
                ? DiscoverySelectors.selectMethod(test)
                : DiscoverySelectors.selectClass(test);
    }
}
