/* SPDX-License-Identifier: Apache-2.0 */
/** Access between the packages of this module. Not exported. */
package dev.waitany.access;
