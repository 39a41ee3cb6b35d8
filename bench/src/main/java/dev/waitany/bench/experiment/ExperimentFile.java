/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.experiment;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waitany.Support;
import dev.waitany.bench.argument.BadArgumentException;
import dev.waitany.bench.measure.Selection;
import dev.waitany.bench.measure.SizeUnit;
import dev.waitany.bench.measure.Workload;
import dev.waitany.bench.workload.Variants;
import dev.waitany.bench.workload.Workloads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An experiment in YAML: one that is shipped, or a file. Each fault is reported as one line that
 * begins with the file and the line.
 *
 * @param name the path, or the name of a shipped experiment; for messages
 */
public record ExperimentFile(String name, String text) {
    /** The experiments that are in the jar, from {@code bench/experiments}. */
    public static final List<String> SHIPPED =
            List.of("quick", "break-even", "late-timers", "swallowed-wakes");

    /** What the parser says of places within its message, with the line of text and a caret. */
    private static final String PARSER_PLACE = "\\s+in reader, line \\d+, column \\d+:[^^]*\\^";

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    .build();

    /**
     * Finds an experiment.
     *
     * @param name the name of a shipped one, or else the path of a file
     * @throws BadArgumentException if there is none, or it cannot be read
     */
    public static ExperimentFile find(String name) {
        if (SHIPPED.contains(name)) {
            return new ExperimentFile(name, resource("/experiments/" + name + ".yaml"));
        }
        try {
            return new ExperimentFile(name, Files.readString(Path.of(name)));
        } catch (IOException e) {
            boolean exists = Files.exists(Path.of(name));
            throw new BadArgumentException(
                    name
                            + ": "
                            + (exists
                                    ? "cannot be read: " + e.getMessage()
                                    : "neither a file nor one of " + String.join(", ", SHIPPED)));
        }
    }

    /** Returns the text of the schema. */
    public static String schema() {
        return resource("/dev/waitany/bench/experiment/experiment.schema.json");
    }

    /**
     * Reads and checks the experiment.
     *
     * @param found all strategies, with whether they work
     * @throws BadArgumentException if the text breaks the schema, or names what does not exist
     */
    public Experiment read(List<Support> found) throws Exception {
        Places places = Places.of(text);
        JsonNode root = tree();
        checkSchema(root, places);
        Experiment.Content content = YAML.treeToValue(root, Experiment.Content.class);
        List<Selection> parts = new ArrayList<>();
        for (int i = 0; i < content.measure().size(); i++) {
            Experiment.Entry entry = content.measure().get(i);
            String at = "/measure/" + i;
            List<Workload> workloads = workloads(entry, at, places);
            try {
                Map<SizeUnit, List<Integer>> sizes =
                        Map.of(workloads.getFirst().unit(), entry.sizes());
                parts.add(
                        content.strategies().isEmpty()
                                ? Selection.ofAll(found, sizes, workloads)
                                : Selection.of(found, content.strategies(), sizes, workloads));
            } catch (BadArgumentException bad) {
                boolean isName = String.valueOf(bad.getMessage()).startsWith("no strategy");
                throw at(places.line(isName ? "/strategies" : at + "/sizes"), bad);
            }
        }
        return new Experiment(
                content.about(),
                Boolean.TRUE.equals(content.quick()),
                content.forks(),
                content.minutes(),
                content.seed(),
                Selection.join(parts));
    }

    private List<Workload> workloads(Experiment.Entry entry, String at, Places places) {
        Workload workload;
        try {
            workload = Workloads.named(entry.workload());
        } catch (BadArgumentException bad) {
            throw at(places.line(at + "/workload"), bad);
        }
        List<Workload> all = List.of(workload);
        for (Map.Entry<String, List<String>> values : entry.set().entrySet()) {
            try {
                all = Variants.of(all, values.getKey(), values.getValue());
            } catch (BadArgumentException bad) {
                throw at(places.line(at + "/set/" + values.getKey()), bad);
            }
        }
        return all;
    }

    private JsonNode tree() {
        try {
            JsonNode root = YAML.readTree(text);
            if (!root.isObject()) {
                throw bad(1, "not an experiment: the file has no keys");
            }
            return root;
        } catch (JacksonException e) {
            String why = e.getOriginalMessage();
            throw bad(
                    e.getLocation().getLineNr(),
                    why.startsWith("Trailing token")
                            ? "a second document; an experiment is one"
                            : "not YAML: " + why.replaceAll(PARSER_PLACE, ";"));
        }
    }

    private void checkSchema(JsonNode root, Places places) {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema(), InputFormat.JSON);
        schema.validate(root.toString(), InputFormat.JSON).stream()
                .findFirst()
                .ifPresent(
                        error -> {
                            String place = error.getInstanceLocation().toString();
                            throw bad(
                                    places.line(place),
                                    (place.isEmpty() ? "" : place + ": ") + error.getMessage());
                        });
    }

    private BadArgumentException at(int line, BadArgumentException bad) {
        return bad(line, String.valueOf(bad.getMessage()));
    }

    private BadArgumentException bad(int line, String why) {
        return new BadArgumentException(
                name + ":" + line + ": " + why.replaceAll("\\s*\\n\\s*", " ").strip());
    }

    private static String resource(String path) {
        try (InputStream bytes = ExperimentFile.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IOException(path + " is not in the jar");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
