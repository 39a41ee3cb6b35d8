/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The contract's page and the suite have the same rules. */
class ContractPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "contract.md");
    private static final Pattern RULE = Pattern.compile("^## (\\d+)\\. .+$", Pattern.MULTILINE);
    private static final Pattern TEST_NAME = Pattern.compile("rule(\\d\\d)_[a-z][A-Za-z0-9]+");

    private static String page = "";
    private static List<Integer> rules = List.of();

    @BeforeAll
    static void readPage() throws Exception {
        page = Files.readString(PAGE);
        rules = RULE.matcher(page).results().map(ContractPageTest::number).toList();
    }

    @Test
    void rulesAreNumberedFromOneWithoutGaps() {
        assertThat(rules)
                .hasSizeGreaterThan(20)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rules.size()).boxed().toList());
    }

    @Test
    void everyRuleStatesItsIntentOnce() {
        List<String> sections = new ArrayList<>(Arrays.asList(RULE.split(page)));
        sections.removeFirst(); // what stands before the first rule
        assertThat(sections)
                .hasSameSizeAs(rules)
                .allSatisfy(section -> assertThat(section).containsOnlyOnce("*Intent:*"));
    }

    @Test
    void everyTestIsNamedAfterARuleOfThePage() {
        assertThat(tests())
                .hasSizeGreaterThan(100)
                .allSatisfy(test -> assertThat(rules).as(test).contains(ruleOf(test)));
    }

    @Test
    void everyRuleOfThePageHasATest() {
        TreeSet<Integer> tested = new TreeSet<>();
        tests().forEach(test -> tested.add(ruleOf(test)));
        assertThat(tested).containsExactlyElementsOf(rules);
    }

    /** The names of all test methods, whichever JUnit annotation makes them tests. */
    private static List<String> tests() {
        return Arrays.stream(WaitAnyContract.class.getMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(Method::getName)
                .toList();
    }

    private static int ruleOf(String test) {
        Matcher name = TEST_NAME.matcher(test);
        assertThat(name.matches()).as("%s has the form rule02_whatHolds", test).isTrue();
        return number(name.toMatchResult());
    }

    private static int number(MatchResult match) {
        return Integer.parseInt(match.group(1));
    }
}
