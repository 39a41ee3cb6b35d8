/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.bench.cli;

import dev.waitany.bench.results.Shard;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a shard as in {@code 0/4}. */
final class ShardConverter implements ITypeConverter<Shard> {
    private static final Pattern PARTS = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    @Override
    public Shard convert(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is not I/N, as in 0/4");
        }
        try {
            return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
