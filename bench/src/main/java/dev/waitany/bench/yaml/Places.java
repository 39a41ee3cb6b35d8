/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The lines of a YAML text, by JSON pointer. Object mapping does not keep them. */
record Places(@Nullable Node root) {
    static Places of(String text) {
        try {
            Compose compose = new Compose(LoadSettings.builder().build());
            return new Places(compose.composeString(text).orElse(null));
        } catch (YamlEngineException notYaml) {
            return new Places(null); // whoever parses the text next reports it
        }
    }

    /** Returns the line, from 1, of a place or else of the innermost one around it. */
    int line(String pointer) {
        Node node = root;
        int line = 1;
        for (String key : List.of(pointer.split("/", -1))) {
            if (!key.isEmpty() && node != null) {
                node = child(node, key);
            }
            if (node != null) {
                line = node.getStartMark().map(Mark::getLine).map(l -> l + 1).orElse(line);
            }
        }
        return line;
    }

    private static @Nullable Node child(Node node, String key) {
        if (node instanceof SequenceNode list) {
            int index = Integer.parseInt(key);
            return index < list.getValue().size() ? list.getValue().get(index) : null;
        }
        Optional<NodeTuple> entry =
                node instanceof MappingNode map
                        ? map.getValue().stream().filter(t -> hasKey(t, key)).findFirst()
                        : Optional.empty();
        return entry.map(t -> t.getValueNode()).orElse(null);
    }

    private static boolean hasKey(NodeTuple entry, String key) {
        return entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
    }
}
