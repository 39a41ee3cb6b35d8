/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The contract of WaitAny as an abstract JUnit suite, for authors of strategies.
 *
 * <p>A test class extends {@link dev.waitany.tck.WaitAnyContract} and opens the strategy:
 *
 * {@snippet :
 * class MyStrategyContractTest extends WaitAnyContract {
 *     @Override
 *     protected WaitAny open() {
 *         return WaitAny.open("my-strategy");
 *     }
 * }
 * }
 *
 * <p><b>Requirements on the strategy.</b> It queues its waiters on the words themselves, by futex
 * operations of the kernel: the tests ask the kernel how many waiters a word has. It also keeps the
 * arenas of the words open while a wait is blocked (rule 10 of {@code docs/reference/contract.md}).
 *
 * <p><b>Requirements on the test JVM.</b>
 *
 * <table>
 *   <caption>JVM options</caption>
 *   <tr><th>where WaitAny's modules are</th><th>options</th></tr>
 *   <tr><td>all on the class path: a project without {@code module-info.java}</td>
 *       <td>{@code --enable-native-access=ALL-UNNAMED}</td></tr>
 *   <tr><td>all on the module path</td>
 *       <td>{@code --enable-native-access=dev.waitany.linux}</td></tr>
 *   <tr><td>{@code dev.waitany.linux} on the module path and this one on the class path: Maven
 *       does so for a project with {@code module-info.java}</td>
 *       <td>{@code --enable-native-access=dev.waitany.linux
 *       --add-exports=dev.waitany.linux/dev.waitany.linux=ALL-UNNAMED}</td></tr>
 * </table>
 *
 * <p>JUnit 5.12 or newer. {@code -Ddev.waitany.countSystemCalls=true} lets one test of rule 1 count
 * system calls; without it that test is skipped.
 *
 * <p><b>What is reported.</b> A test is named after its rule. Tests that do not apply to the
 * strategy, by its {@link dev.waitany.Capabilities}, are not generated. A skipped test therefore
 * means that it could not run on this machine, and has a reason. If the kernel lacks the strategy,
 * the whole class is skipped.
 *
 * <p><b>Settings</b>, as JUnit configuration parameters or system properties. None of them leaves
 * out a test or an assertion:
 *
 * <table>
 *   <caption>Settings</caption>
 *   <tr><th>name</th><th>default</th><th>effect</th></tr>
 *   <tr><td>{@code dev.waitany.tck.scale}</td><td>1</td>
 *       <td>multiplies the rounds of stress tests</td></tr>
 *   <tr><td>{@code dev.waitany.tck.slowness}</td><td>1</td>
 *       <td>how many times slower than a usual machine this one is (an emulated one, for example):
 *       multiplies every bound on time</td></tr>
 *   <tr><td>{@code dev.waitany.tck.limitSeconds}</td><td>60</td>
 *       <td>time limit of one test in seconds, multiplied by the slowness and by a scale above
 *       1</td></tr>
 * </table>
 *
 * <p>Tests with the tag {@code needs-optimizer} check that a call creates no garbage, which holds
 * only after the optimizing compiler has compiled it. Exclude the tag where that compiler is off.
 */
@org.jspecify.annotations.NullMarked
module dev.waitany.tck {
    requires static org.jspecify;
    requires transitive dev.waitany.api;
    requires dev.waitany.linux;
    requires transitive dev.waitany.objects;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires jdk.management;

    exports dev.waitany.tck;
    exports dev.waitany.tck.descriptors;
    exports dev.waitany.tck.counted;
    exports dev.waitany.tck.faults;
    exports dev.waitany.tck.fixture;
    exports dev.waitany.tck.objects;
    exports dev.waitany.tck.rules;

    // JUnit creates the extensions, which are not public.
    opens dev.waitany.tck.fixture to
            org.junit.platform.commons;
}
