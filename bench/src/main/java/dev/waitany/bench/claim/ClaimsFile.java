/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.claim;

import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A list of claims in YAML: the one that is shipped, or a file. */
public record ClaimsFile(YamlFile file) {
    private record Content(List<Claim> claims) {}

    /** Returns {@code docs/claims.yaml}, which is in the jar. */
    public static ClaimsFile shipped() {
        String name = "claims.yaml";
        return new ClaimsFile(
                new YamlFile(
                        "docs/" + name, YamlFile.resource("/dev/waitany/bench/claim/" + name)));
    }

    /**
     * Returns another file.
     *
     * @throws BadArgumentException if it cannot be read
     */
    public static ClaimsFile of(Path path) {
        try {
            return new ClaimsFile(new YamlFile(path.toString(), Files.readString(path)));
        } catch (IOException e) {
            throw new BadArgumentException(
                    path
                            + ": "
                            + (Files.exists(path)
                                    ? "cannot be read: " + e.getMessage()
                                    : "there is no such file"));
        }
    }

    /** Returns the text of the schema. */
    public static String schema() {
        return YamlFile.resource("/dev/waitany/bench/claim/claims.schema.json");
    }

    /**
     * Reads and checks the claims.
     *
     * @throws BadArgumentException with one line that names the place, if the file breaks the
     *     schema, a name occurs twice, or an expectation cannot be measured by its command
     */
    public List<Claim> read() {
        List<Claim> claims = file.read("a list of claims", schema(), Content.class).claims();
        for (int i = 0; i < claims.size(); i++) {
            String at = "/claims/" + i;
            Claim claim = claims.get(i);
            if (claims.subList(0, i).stream().anyMatch(c -> c.name().equals(claim.name()))) {
                throw file.fault(at + "/name", "a second claim is called " + claim.name());
            }
            if (claim.isJudged()) {
                check(claim, at);
            }
        }
        return claims;
    }

    private void check(Claim claim, String at) {
        List<String> words = List.of(claim.command().split(" ", -1));
        Optional<Instrument> instrument = Instrument.of(words);
        if (instrument.isEmpty()) {
            throw file.fault(
                    at + "/command",
                    "\""
                            + claim.command()
                            + "\" does not begin with compare, kernels --count or jmh");
        }
        for (String ours : List.of("--out", "--json", "--shard", "--resume", "-rff")) {
            if (words.contains(ours)) {
                throw file.fault(at + "/command", ours + " is set by reproduce");
            }
        }
        for (int i = 0; i < claim.expect().size(); i++) {
            Expectation expected = claim.expect().get(i);
            String place = at + "/expect/" + i;
            if (expected.low() > expected.high()) {
                throw file.fault(place + "/between", "the ends are in the wrong order");
            }
            String figure = expected.figure();
            boolean isKnown =
                    switch (instrument.get()) {
                        case COMPARE ->
                                figure != null && ComparedFigures.figure(figure).isPresent();
                        case COUNT -> figure == null;
                        case JMH -> figure != null;
                    };
            if (!isKnown) {
                throw file.fault(
                        place,
                        figure == null
                                ? "no figure is named"
                                : "the command has no figure \"" + figure + "\"");
            }
        }
    }
}
