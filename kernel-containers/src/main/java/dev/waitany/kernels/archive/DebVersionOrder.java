/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.kernels.archive;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions of one package by their numbers. Debian also orders letters and tildes, which
 * does not matter for releases of one kernel.
 */
final class DebVersionOrder {
    static final Comparator<String> NEWEST_FIRST = (a, b) -> compare(b, a);

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private DebVersionOrder() {}

    static int compare(String a, String b) {
        Matcher ofA = NUMBER.matcher(a);
        Matcher ofB = NUMBER.matcher(b);
        while (true) {
            boolean moreA = ofA.find();
            boolean moreB = ofB.find();
            if (!moreA || !moreB) {
                return Boolean.compare(moreA, moreB);
            }
            int order = Long.compare(Long.parseLong(ofA.group()), Long.parseLong(ofB.group()));
            if (order != 0) {
                return order;
            }
        }
    }
}
