/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.itests.behaviour;

import dev.waitany.linux.uapi.io_uring_sqe;
import java.lang.foreign.MemorySegment;

/** A submission queue entry. Setters have the kernel's field names; all other fields are zero. */
record RingEntry(MemorySegment sqe) {
    RingEntry opcode(int opcode) {
        io_uring_sqe.opcode(sqe, (byte) opcode);
        return this;
    }

    RingEntry userData(long value) {
        io_uring_sqe.user_data(sqe, value);
        return this;
    }

    /** IOSQE_ flags. */
    RingEntry flags(int flags) {
        io_uring_sqe.flags(sqe, (byte) flags);
        return this;
    }

    RingEntry fd(int fd) {
        io_uring_sqe.fd(sqe, fd);
        return this;
    }

    RingEntry addr(long address) {
        io_uring_sqe.addr(sqe, address);
        return this;
    }

    RingEntry off(long value) {
        io_uring_sqe.off(sqe, value);
        return this;
    }

    RingEntry len(int value) {
        io_uring_sqe.len(sqe, value);
        return this;
    }

    /** Sets the operation's own flags. */
    RingEntry opFlags(int flags) {
        io_uring_sqe.rw_flags(sqe, flags);
        return this;
    }

    RingEntry addr3(long value) {
        io_uring_sqe.addr3(sqe, value);
        return this;
    }
}
