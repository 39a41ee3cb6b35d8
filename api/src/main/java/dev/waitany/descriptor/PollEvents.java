/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.descriptor;

import java.util.ArrayList;
import java.util.List;

/**
 * The events of a descriptor, as bits of a number.
 *
 * <p>Source: man 2 poll; include/uapi/asm-generic/poll.h, which x86_64 and aarch64 use.
 */
public final class PollEvents {
    /** There is data to read, a connection to accept, or the end of the stream (POLLIN). */
    public static final int READ = 0x1;

    /** There is urgent data to read, such as out-of-band data of TCP (POLLPRI). */
    public static final int PRIORITY = 0x2;

    /** A write of some bytes would not block (POLLOUT). */
    public static final int WRITE = 0x4;

    /** An error is pending, or a pipe has no reader (POLLERR). Told whether asked for or not. */
    public static final int ERROR = 0x8;

    /** The other end has hung up (POLLHUP). Told whether asked for or not. */
    public static final int HANGUP = 0x10;

    /**
     * The descriptor is not watched any more: it was closed, or its {@link DescriptorWord} was
     * (POLLNVAL). Told without being asked for.
     */
    public static final int INVALID = 0x20;

    /** The peer has closed its writing side of a stream socket (POLLRDHUP). */
    public static final int PEER_CLOSED = 0x2000;

    private static final List<String> NAMES =
            List.of("READ", "PRIORITY", "WRITE", "ERROR", "HANGUP", "INVALID");

    private PollEvents() {}

    /**
     * Returns the names of the bits, with {@code |} between them: {@code READ|HANGUP}, for example.
     * Bits without a name are written in hexadecimal.
     */
    public static String describe(int events) {
        List<String> parts = new ArrayList<>();
        int rest = events;
        for (int i = 0; i < NAMES.size(); i++) {
            if ((rest & 1 << i) != 0) {
                parts.add(NAMES.get(i));
                rest &= ~(1 << i);
            }
        }
        if ((rest & PEER_CLOSED) != 0) {
            parts.add("PEER_CLOSED");
            rest &= ~PEER_CLOSED;
        }
        if (rest != 0 || parts.isEmpty()) {
            parts.add("0x" + Integer.toHexString(rest));
        }
        return String.join("|", parts);
    }
}
