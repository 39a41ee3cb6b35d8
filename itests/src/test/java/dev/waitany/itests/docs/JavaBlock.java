/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code java} block of a page, as {@link #RULES} describe it.
 *
 * @param name the page and the line of the block's first line
 * @param printed what the page says it prints; empty if it says nothing
 */
record JavaBlock(String name, Kind kind, String code, String printed) {
    /** How a block is made a source file, by the comment before it. */
    enum Kind {
        PROGRAM(""),
        COMPILED("only"),
        STATEMENTS("statements"),
        MEMBERS("members");

        private final String directive;

        Kind(String directive) {
            this.directive = directive;
        }
    }

    static final String RULES =
            """
            Every ```java block of the docs is compiled, with all warnings as errors.
            - Without a comment before it, it is a whole source file with its imports. If it has a main method, it is
              run, and the page says before the next block: It prints `...`.
            - <!-- compile: only --> on the line before: the same, but it is not run.
            - <!-- compile: statements -->: statements of a method that may throw any exception.
            - <!-- compile: members -->: members of a class.
            Statements and members have imports of the API, the JDK and JUnit, and fields named waitAny, set, word,
            other, words, armed, ring, arena and deadline, as JavaBlock declares them.
            """;

    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?ms)(?:^<!-- compile: ([a-z]+) -->\\s*\\n)?^```java\\s*\\n(.*?)^```[ \\t]*$");
    private static final Pattern PRINTED = Pattern.compile("It prints\\s+`([^`]+)`");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public )?(?:\\w+ )*(?:class|interface|record|enum) (\\w+)");
    private static final String FRAGMENT = "Fragment";
    private static final String BEFORE_FRAGMENT =
            """
            import static java.nio.channels.FileChannel.MapMode.*;
            import static java.nio.file.StandardOpenOption.*;
            import static org.assertj.core.api.Assertions.assertThat;

            import dev.waitany.*;
            import dev.waitany.kernels.*;
            import dev.waitany.kernels.boot.*;
            import dev.waitany.kernels.root.*;
            import dev.waitany.ring.*;
            import dev.waitany.spi.*;
            import dev.waitany.tck.*;
            import java.lang.foreign.*;
            import java.nio.channels.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.*;
            import org.junit.jupiter.api.*;

            class Fragment {
            WaitAny waitAny; WaitSet set; FutexWord word, other; FutexWord[] words; ArmedSet armed; FutexRing ring;
            Arena arena; Deadline deadline;
            """;

    /** Returns the blocks of a page in order. */
    static List<JavaBlock> of(Page page) {
        List<JavaBlock> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page.text());
        while (block.find()) {
            int line = 1 + (int) page.text().substring(0, block.start(2)).lines().count();
            String name = page.path() + ":" + line;
            String after = page.text().substring(block.end()).split("(?m)^```java", 2)[0];
            Matcher printed = PRINTED.matcher(after);
            blocks.add(
                    new JavaBlock(
                            name,
                            kind(name, block.group(1)),
                            block.group(2),
                            printed.find() ? printed.group(1).replaceAll("\\s+", " ") : ""));
        }
        return blocks;
    }

    boolean isRun() {
        return kind == Kind.PROGRAM && code.contains(" void main(");
    }

    /** The name of its public type, or of the first. */
    String typeName() {
        if (isFragment()) {
            return FRAGMENT;
        }
        List<MatchResult> types = TYPE.matcher(code).results().toList();
        return types.stream()
                .filter(type -> type.group(1) != null)
                .findFirst()
                .or(() -> types.stream().findFirst())
                .map(type -> type.group(2))
                .orElseThrow(() -> new AssertionError(name + " declares no type.\n" + RULES));
    }

    /** Returns the text of a source file. */
    String source() {
        return switch (kind) {
            case PROGRAM, COMPILED -> code;
            case STATEMENTS -> BEFORE_FRAGMENT + "void run() throws Exception {\n" + code + "}}\n";
            case MEMBERS -> BEFORE_FRAGMENT + code + "}\n";
        };
    }

    private boolean isFragment() {
        return kind == Kind.STATEMENTS || kind == Kind.MEMBERS;
    }

    private static Kind kind(String name, String directive) {
        String given = directive == null ? "" : directive;
        for (Kind kind : Kind.values()) {
            if (kind.directive.equals(given)) {
                return kind;
            }
        }
        throw new AssertionError(name + ": there is no \"compile: " + given + "\".\n" + RULES);
    }
}
