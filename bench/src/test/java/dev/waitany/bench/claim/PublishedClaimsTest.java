/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of claims and the published pages agree. */
class PublishedClaimsTest {
    private static final Path ROOT = Path.of("..");

    /** A number with a unit of something that was measured. */
    private static final Pattern FIGURE =
            Pattern.compile(
                    "\\d[\\d,.]*( |\u00a0)?(µs|ns|ms|%|×|times|instructions)"
                            + "|\\d[\\d,.]* (waits|wakes) per");

    private static final List<Claim> CLAIMS = ClaimsFile.shipped().read();

    static Stream<Claim> claims() {
        return CLAIMS.stream();
    }

    static Stream<String> pagesOfStudies() throws IOException {
        Path folder = ROOT.resolve("docs/studies");
        assumeTrue(Files.isDirectory(folder), "the docs are not here");
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .map(name -> "docs/studies/" + name)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("claims")
    void sentenceStandsInItsPage(Claim claim) throws IOException {
        Path page = ROOT.resolve(claim.page());
        assumeTrue(Files.exists(ROOT.resolve("README.md")), "the docs are not here");
        assertThat(Claim.oneLine(Files.readString(page))).contains(claim.sentence());
    }

    /** A run of all cells takes as long as its plan, and building and analysing come on top. */
    @ParameterizedTest
    @MethodSource("claims")
    void timeOfAWholeComparisonIsThatOfItsPlan(Claim claim) {
        boolean isWhole =
                claim.command().startsWith("compare")
                        && !claim.command().contains("--experiment")
                        && !claim.command().contains("--quick");
        assertThat(claim.minutes()).isGreaterThanOrEqualTo(isWhole ? 13 : 0);
    }

    @ParameterizedTest
    @MethodSource("pagesOfStudies")
    void eachSentenceWithAFigureInTheResultOfAStudyIsAClaim(String page) throws IOException {
        String text = Files.readString(ROOT.resolve(page));
        int result = text.indexOf("\n## Result\n");
        assertThat(result).as("a section \"Result\"").isPositive();
        assertAreClaims(page, text.substring(result, endOf(text, result)));
    }

    @Test
    void eachSentenceWithAMeasuredFigureInTheReadmeIsAClaim() throws IOException {
        Path page = ROOT.resolve("README.md");
        assumeTrue(Files.exists(page), "the docs are not here");
        String text = Files.readString(page);
        assertAreClaims("README.md", section(text, "## What it costs"));
        assertAreClaims("README.md", section(text, "## Where it does not help"));
    }

    private static String section(String text, String heading) {
        int begin = text.indexOf(heading);
        assertThat(begin).as(heading).isNotNegative();
        return text.substring(begin, endOf(text, begin));
    }

    private static int endOf(String text, int section) {
        int end = text.indexOf("\n## ", section + 1);
        return end < 0 ? text.length() : end;
    }

    /** Tables, commands and figures are not sentences, and a run describes itself. */
    private static void assertAreClaims(String page, String section) {
        String prose =
                section.replaceAll("(?s)```sh.*?```", "")
                        .replaceAll("(?m)^(\\||!\\[).*", "")
                        .replaceAll("(?m)^(Linux|1 fork|Resolution|This run|\\d+ of|CPU at).*", "")
                        .replaceAll("(?m)^.*no difference seen \\(resolution.*", "");
        String published =
                String.join(
                        " ",
                        CLAIMS.stream()
                                .filter(claim -> claim.page().equals(page))
                                .map(Claim::sentence)
                                .toList());
        assertThat(
                        Stream.of(prose.split("(?<=[.)*])\\s+(?=[A-Z`])|\n\n|\n- |```(text)?"))
                                .map(Claim::oneLine)
                                .filter(sentence -> FIGURE.matcher(sentence).find())
                                .filter(sentence -> !sentence.contains("95 % interval"))
                                .filter(sentence -> !published.contains(sentence)))
                .as("sentences of %s with figures that docs/claims.yaml does not list", page)
                .isEmpty();
    }
}
