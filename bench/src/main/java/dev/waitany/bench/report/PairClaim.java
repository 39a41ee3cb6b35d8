/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.report;

import dev.waitany.bench.report.Statement.Kind;
import dev.waitany.bench.results.Figure;
import dev.waitany.bench.statistics.Interval;
import dev.waitany.bench.statistics.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run shows about two programs at some sizes. Claims that differ in one program only share a
 * sentence.
 *
 * @param subject a strategy
 * @param other another strategy, or null for the reference in C of the subject
 * @param verdict null if there is no A/A pair to judge by
 * @param sizes ascending; the verdict is the same at all of them
 * @param measured all sizes at which both programs were measured
 * @param ratio at the largest of the sizes
 * @param resolution the coarsest one of the sizes, in percent
 */
record PairClaim(
        String subject,
        @Nullable String other,
        Figure figure,
        @Nullable Verdict verdict,
        List<Integer> sizes,
        List<Integer> measured,
        String unit,
        Interval ratio,
        double resolution) {
    /** Claims with the same key are one sentence. */
    private record Key(String subject, @Nullable Verdict verdict, String where, double resolution) {
        static Key of(PairClaim claim) {
            String subject = claim.other == null ? "" : claim.subject;
            return claim.isDifference()
                    ? new Key(subject, claim.verdict, claim.range(), 0)
                    : new Key(subject, claim.verdict, claim.sizes.toString(), claim.resolution);
        }
    }

    /** Returns whether one program has a higher figure. */
    boolean isDifference() {
        return verdict == Verdict.LESS || verdict == Verdict.MORE;
    }

    private String range() {
        return Words.range(sizes, measured, unit);
    }

    /** Returns the sentences for claims about one figure, either all about C or none. */
    static Stream<Statement> statements(List<PairClaim> claims) {
        Map<Key, List<PairClaim>> bySentence =
                claims.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Key::of, LinkedHashMap::new, Collectors.toList()));
        return bySentence.values().stream().map(PairClaim::statement);
    }

    private static Statement statement(List<PairClaim> alike) {
        PairClaim first = alike.getFirst();
        Verdict verdict = first.verdict;
        if (first.isDifference()) {
            return new Statement(
                    verdict == Verdict.LESS ? Kind.LESS : Kind.MORE,
                    first.range() + (first.other == null ? againstC(alike) : against(alike)) + ".");
        }
        String programs =
                first.programs(alike)
                        + " at "
                        + Words.sizes(first.sizes, first.unit)
                        + ", "
                        + (first.figure == Figure.P50 ? "time" : "CPU")
                        + ": ";
        return verdict == Verdict.NO_DIFFERENCE
                ? new Statement(
                        Kind.SAME,
                        programs + "no difference seen (resolution " + first.resolved() + ").")
                : new Statement(
                        Kind.UNJUDGED,
                        programs
                                + "no A/A pair to judge by, "
                                + list(alike.stream().map(c -> Words.ratio(c.ratio)))
                                + ".");
    }

    /** {@code "a costs less CPU than b: 0.41 × [0.38, 0.44], and than c: ..."}. */
    private static String against(List<PairClaim> alike) {
        PairClaim first = alike.getFirst();
        return first.subject
                + " "
                + first.verb(false)
                + " "
                + list(alike.stream().map(c -> "than " + c.other + ": " + c.shown()));
    }

    /** The same for references in C: the subjects differ. */
    private static String againstC(List<PairClaim> alike) {
        PairClaim first = alike.getFirst();
        if (alike.size() == 1) {
            return first.subject
                    + " "
                    + first.verb(false)
                    + " than its reference in C: "
                    + first.shown();
        }
        return list(alike.stream().map(PairClaim::subject))
                + " "
                + first.verb(true)
                + " than their references in C: "
                + list(alike.stream().map(PairClaim::shown));
    }

    private String programs(List<PairClaim> alike) {
        if (other != null) {
            String others = list(alike.stream().map(c -> String.valueOf(c.other)));
            return subject + (alike.size() == 1 ? " and " : " and each of ") + others;
        }
        return alike.size() == 1
                ? subject + " and its reference in C"
                : list(alike.stream().map(PairClaim::subject))
                        + ", each against its reference in C,";
    }

    private String shown() {
        String at = sizes.size() == 1 ? "" : " at " + Words.count(sizes.getLast());
        return Words.ratio(ratio) + at;
    }

    private String resolved() {
        return Words.percent(resolution);
    }

    private String verb(boolean isPlural) {
        boolean isLess = verdict == Verdict.LESS;
        if (figure == Figure.P50) {
            return (isPlural ? "are" : "is") + (isLess ? " faster" : " slower");
        }
        return (isPlural ? "cost" : "costs") + (isLess ? " less CPU" : " more CPU");
    }

    /** {@code "a, b and c"}; items that hold commas get one before {@code and} too. */
    private static String list(Stream<String> items) {
        List<String> all = items.toList();
        if (all.size() == 1) {
            return all.getFirst();
        }
        String first = String.join(", ", all.subList(0, all.size() - 1));
        return first + (first.contains("[") ? ", and " : " and ") + all.getLast();
    }
}
