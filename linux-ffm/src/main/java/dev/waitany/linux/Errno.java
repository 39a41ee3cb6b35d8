/* SPDX-License-Identifier: Apache-2.0 */
package dev.waitany.linux;

import dev.waitany.linux.uapi.LinuxUapi;

/**
 * The error numbers that WaitAny distinguishes, and their names.
 *
 * <p>Source: man 3 errno.
 */
public final class Errno {
    public static final int EPERM = LinuxUapi.EPERM();
    public static final int ENOENT = LinuxUapi.ENOENT();
    public static final int ESRCH = LinuxUapi.ESRCH();
    public static final int EINTR = LinuxUapi.EINTR();
    public static final int EBADF = LinuxUapi.EBADF();
    public static final int EAGAIN = LinuxUapi.EAGAIN();
    public static final int ENOMEM = LinuxUapi.ENOMEM();
    public static final int EACCES = LinuxUapi.EACCES();
    public static final int EFAULT = LinuxUapi.EFAULT();
    public static final int EBUSY = LinuxUapi.EBUSY();
    public static final int EEXIST = LinuxUapi.EEXIST();
    public static final int EINVAL = LinuxUapi.EINVAL();
    public static final int ENFILE = LinuxUapi.ENFILE();
    public static final int EMFILE = LinuxUapi.EMFILE();
    public static final int ENOSYS = LinuxUapi.ENOSYS();
    public static final int ETIME = LinuxUapi.ETIME();
    public static final int EOPNOTSUPP = LinuxUapi.EOPNOTSUPP();
    public static final int ETIMEDOUT = LinuxUapi.ETIMEDOUT();
    public static final int ECANCELED = LinuxUapi.ECANCELED();

    private Errno() {}

    /**
     * Returns the symbolic name of an errno, or {@code "errno N"} if it is none of the constants
     * above.
     *
     * @param errno positive or negated
     */
    public static String name(long errno) {
        int number = (int) Math.abs(errno);
        for (Name known : Name.values()) {
            if (known.number == number) {
                return known.name();
            }
        }
        return "errno " + number;
    }

    private enum Name {
        EPERM(Errno.EPERM),
        ENOENT(Errno.ENOENT),
        ESRCH(Errno.ESRCH),
        EINTR(Errno.EINTR),
        EBADF(Errno.EBADF),
        EAGAIN(Errno.EAGAIN),
        ENOMEM(Errno.ENOMEM),
        EACCES(Errno.EACCES),
        EFAULT(Errno.EFAULT),
        EBUSY(Errno.EBUSY),
        EEXIST(Errno.EEXIST),
        EINVAL(Errno.EINVAL),
        ENFILE(Errno.ENFILE),
        EMFILE(Errno.EMFILE),
        ENOSYS(Errno.ENOSYS),
        ETIME(Errno.ETIME),
        EOPNOTSUPP(Errno.EOPNOTSUPP),
        ETIMEDOUT(Errno.ETIMEDOUT),
        ECANCELED(Errno.ECANCELED);

        private final int number;

        Name(int number) {
            this.number = number;
        }
    }
}
