/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The rules of WaitAny as tests. A provider extends {@link dev.waitany.tck.WaitAnyContract} and
 * says how to open its strategy:
 *
 * {@snippet :
 * class SyscallWaitvContractTest extends WaitAnyContract {
 *     @Override
 *     protected WaitAny open() {
 *         return WaitAny.open("syscall-waitv");
 *     }
 * }
 * }
 *
 * <p>Tests are named after the rule they prove. Where strategies may differ, they ask {@code
 * capabilities()}, never a name. A thread is known to wait because the kernel says that it has
 * queued it on the word; nothing here sleeps for luck.
 *
 * <p>Three settings, as JUnit configuration parameters or system properties: {@code
 * dev.waitany.tck.scale} multiplies the rounds of stress tests (1 by default); {@code
 * dev.waitany.tck.limitSeconds} is the time limit of one test (60 by default, multiplied by a scale
 * above 1); {@code dev.waitany.tck.slowness} says how many times slower than usual the machine may
 * be, an emulated one for instance, and multiplies every bound on time (1 by default). None leaves
 * out a test or an assertion.
 */
package dev.waitany.tck;
