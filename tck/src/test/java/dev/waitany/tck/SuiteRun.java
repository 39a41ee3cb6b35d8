/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs of a suite by JUnit within a test, with few rounds. */
final class SuiteRun {
    private SuiteRun() {}

    /** Runs one test method; returns what happened to its tests. */
    static Events ofMethod(Class<?> suite, String method, String seconds) {
        return run(selectMethod(suite, method), seconds).testEvents();
    }

    /** Runs a whole suite. */
    static EngineExecutionResults ofClass(Class<?> suite) {
        return run(selectClass(suite), "30");
    }

    private static EngineExecutionResults run(DiscoverySelector selector, String seconds) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selector)
                .configurationParameter("dev.waitany.tck.limitSeconds", seconds)
                .configurationParameter("dev.waitany.tck.scale", "0.3")
                .execute();
    }
}
