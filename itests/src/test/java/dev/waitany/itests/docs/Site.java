/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.docs;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Pages and the links between them.
 *
 * @param exists whether there is a file or folder, relative to the root
 */
record Site(List<Page> pages, Predicate<Path> exists) {
    /** Returns each link that leads nowhere, with its page. */
    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        for (Page page : pages) {
            for (String link : page.links()) {
                if (isBroken(page, link)) {
                    broken.add(page.path() + " links to " + link);
                }
            }
        }
        return broken;
    }

    /** Returns the pages that no chain of links leads to. A link to a folder leads to its pages. */
    Set<Path> unreachedFrom(Path... starts) {
        Set<Path> reached = new TreeSet<>(List.of(starts));
        Deque<Path> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Path from = open.remove();
            for (Page page : pages) {
                if (page.path().equals(from)) {
                    for (String link : page.links()) {
                        targets(page, link).stream().filter(reached::add).forEach(open::add);
                    }
                }
            }
        }
        Set<Path> unreached = new TreeSet<>();
        pages.stream()
                .map(Page::path)
                .filter(path -> path.startsWith("docs") && !reached.contains(path))
                .forEach(unreached::add);
        return unreached;
    }

    private List<Path> targets(Page page, String link) {
        Path target = target(page, link);
        return pages.stream()
                .map(Page::path)
                .filter(path -> path.equals(target) || target.equals(path.getParent()))
                .toList();
    }

    private boolean isBroken(Page page, String link) {
        Path target = target(page, link);
        if (!exists.test(target)) {
            return true;
        }
        int hash = link.indexOf('#');
        return hash >= 0
                && pages.stream()
                        .filter(other -> other.path().equals(target))
                        .noneMatch(other -> other.anchors().contains(link.substring(hash + 1)));
    }

    private static Path target(Page page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
    }
}
