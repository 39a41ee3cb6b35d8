/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pair workloads in C: the same system calls that each strategy or peer makes in Java, without Java.
 *
 * Reads requests, one per line, and answers each with one line. CSource.java describes them.
 * The table "workloads" lists the workloads that this program implements. It refuses all others.
 *
 * The io_uring definitions are copied, because headers of Linux 6.1 and older lack the futex operations.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MAX_WORDS (1 << 20)
#define MAX_HELPERS 1024
#define MAX_VECTOR 128
#define ALERT_SIGNAL SIGRTMIN

/* ---- the used part of io_uring (include/uapi/linux/io_uring.h) */

enum { NR_SETUP = 425, NR_ENTER = 426, NR_FUTEX_WAITV = 449 };
enum { OP_CANCEL = 14, OP_FUTEX_WAIT = 51, OP_FUTEX_WAITV = 53 };
enum { SINGLE_ISSUER = 1 << 12, DEFER_TASKRUN = 1 << 13, NO_SQARRAY = 1 << 16, SUBMIT_ALL = 1 << 7 };
enum { GETEVENTS = 1, CANCEL_ANY_ALL = 1 | 4, PRIVATE_U32 = 128 | 2 };

struct sqe {
    uint8_t opcode, flags;
    uint16_t ioprio;
    int32_t fd;
    uint64_t off, addr;
    uint32_t len, op_flags;
    uint64_t user_data, pad, addr3, pad2;
};

struct cqe {
    uint64_t user_data;
    int32_t res;
    uint32_t flags;
};

struct offsets {
    uint32_t head, tail, ring_mask, ring_entries, a, b, c, d;
    uint64_t user_addr;
};

struct params {
    uint32_t sq_entries, cq_entries, flags, cpu, idle, features, wq_fd, resv[3];
    struct offsets sq, cq; /* in cq, b is the offset of the completions and a that of the overflow count */
};

struct waitv {
    uint64_t val, uaddr;
    uint32_t flags, reserved;
};

struct ring {
    int fd;
    void *map, *entries_map;
    size_t map_bytes, entries_bytes;
    uint32_t *sq_tail, *cq_head, *cq_tail, sq_mask, cq_mask, tail, submitted;
    uint32_t pending; /* entries without a completion yet */
    struct sqe *sqes;
    struct cqe *cqes;
};

/* ---- the pair of threads */

struct word {
    _Alignas(128) uint32_t value;
};

static struct word words[MAX_WORDS];
static struct word reply;
static uint32_t expected[MAX_WORDS];
static int count;
static int stopping;

typedef int (*wait_any)(void); /* blocks; returns the index of a word that was woken or has changed */

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    return syscall(number, a, b, c, d, e, f);
}

static void wake(struct word *word)
{
    call(SYS_futex, (long)&word->value, FUTEX_WAKE_BITSET | FUTEX_PRIVATE_FLAG, 1, 0, 0, 0xffffffff);
}

static uint32_t load(struct word *word)
{
    return __atomic_load_n(&word->value, __ATOMIC_ACQUIRE);
}

static int first_changed(void)
{
    for (int i = 0; i < count; i++)
        if (load(&words[i]) != expected[i])
            return i;
    return -1;
}

static long now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

/* ---- the ring */

static int ring_open(struct ring *ring, unsigned entries, unsigned flags)
{
    struct params p = {.flags = flags | NO_SQARRAY | SUBMIT_ALL};
    ring->fd = (int)call(NR_SETUP, entries, (long)&p, 0, 0, 0, 0);
    if (ring->fd < 0)
        return -1;
    ring->map_bytes = p.cq.b + p.cq_entries * sizeof(struct cqe);
    ring->entries_bytes = p.sq_entries * sizeof(struct sqe);
    ring->map = mmap(0, ring->map_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring->fd, 0);
    ring->entries_map =
        mmap(0, ring->entries_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring->fd, 0x10000000);
    char *at = ring->map;
    ring->sq_tail = (uint32_t *)(at + p.sq.tail);
    ring->sq_mask = *(uint32_t *)(at + p.sq.ring_mask);
    ring->cq_head = (uint32_t *)(at + p.cq.head);
    ring->cq_tail = (uint32_t *)(at + p.cq.tail);
    ring->cq_mask = *(uint32_t *)(at + p.cq.ring_mask);
    ring->cqes = (struct cqe *)(at + p.cq.b);
    ring->sqes = ring->entries_map;
    ring->tail = ring->submitted = ring->pending = 0;
    return 0;
}

static void ring_close(struct ring *ring)
{
    munmap(ring->map, ring->map_bytes);
    munmap(ring->entries_map, ring->entries_bytes);
    close(ring->fd);
}

static void enter(struct ring *ring, unsigned at_least, unsigned flags)
{
    __atomic_store_n(ring->sq_tail, ring->tail, __ATOMIC_RELEASE);
    long taken = call(NR_ENTER, ring->fd, ring->tail - ring->submitted, at_least, flags, 0, 0);
    if (taken > 0)
        ring->submitted += (uint32_t)taken;
}

static struct sqe *next_sqe(struct ring *ring, int opcode, uint64_t user_data)
{
    while (ring->tail - ring->submitted > ring->sq_mask)
        enter(ring, 0, 0); /* full */
    struct sqe *sqe = &ring->sqes[ring->tail++ & ring->sq_mask];
    memset(sqe, 0, sizeof *sqe);
    sqe->opcode = (uint8_t)opcode;
    sqe->user_data = user_data;
    ring->pending++;
    return sqe;
}

static void queue_wait(struct ring *ring, int i)
{
    struct sqe *sqe = next_sqe(ring, OP_FUTEX_WAIT, (uint64_t)i);
    sqe->fd = PRIVATE_U32;
    sqe->addr = (uint64_t)&words[i].value;
    sqe->off = expected[i];
    sqe->addr3 = 0xffffffff;
}

/* Takes one completion and returns 1, or returns 0 if there is none. */
static int take(struct ring *ring, struct cqe *cqe)
{
    uint32_t head = *ring->cq_head;
    if (head == __atomic_load_n(ring->cq_tail, __ATOMIC_ACQUIRE))
        return 0;
    *cqe = ring->cqes[head & ring->cq_mask];
    __atomic_store_n(ring->cq_head, head + 1, __ATOMIC_RELEASE);
    ring->pending--;
    return 1;
}

/* Takes all completions; returns the word of the first one that reports a word, or -1. */
static int reap(struct ring *ring)
{
    int first = -1;
    for (struct cqe cqe; take(ring, &cqe);)
        if (first < 0 && cqe.user_data < MAX_WORDS && cqe.res != -ECANCELED)
            first = (int)cqe.user_data;
    return first;
}

/* Cancels every pending wait, after a wait and before a close: a closed ring removes its waits later. */
static void cancel_rest(struct ring *ring)
{
    if (ring->pending == 0)
        return;
    next_sqe(ring, OP_CANCEL, UINT64_MAX)->op_flags = CANCEL_ANY_ALL;
    while (ring->pending > 0) {
        enter(ring, ring->pending, GETEVENTS);
        reap(ring);
    }
}

/* ---- the strategies */

static struct ring the_ring;
static struct waitv the_array[MAX_WORDS];
static int armed;

static int wait_syscall_waitv(void)
{
    for (int i = 0; i < count; i++)
        the_array[i].val = expected[i];
    long index = call(NR_FUTEX_WAITV, (long)the_array, count, 0, 0, CLOCK_MONOTONIC, 0);
    return index >= 0 ? (int)index : first_changed();
}

static int wait_ring_cancel(void)
{
    for (int i = 0; i < count; i++)
        queue_wait(&the_ring, i);
    int first = -1;
    while (first < 0) {
        enter(&the_ring, 1, GETEVENTS);
        first = reap(&the_ring);
    }
    cancel_rest(&the_ring);
    return first;
}

/* Takes one completion per call. The others stay in the queue for the next calls. */
static int wait_ring_armed(void)
{
    struct cqe cqe;
    if (armed >= 0)
        queue_wait(&the_ring, armed);
    for (int i = 0; armed < 0 && i < count; i++)
        queue_wait(&the_ring, i);
    while (!take(&the_ring, &cqe))
        enter(&the_ring, 1, GETEVENTS);
    armed = (int)cqe.user_data;
    return armed;
}

/* Queues one entry per 128 words, and cancels the others when one has completed. */
static int wait_ring_waitv(void)
{
    struct cqe cqe;
    for (int i = 0; i < count; i++)
        the_array[i].val = expected[i];
    for (int from = 0; from < count; from += MAX_VECTOR) {
        struct sqe *sqe = next_sqe(&the_ring, OP_FUTEX_WAITV, (uint64_t)from);
        sqe->addr = (uint64_t)&the_array[from];
        sqe->len = (uint32_t)(count - from < MAX_VECTOR ? count - from : MAX_VECTOR);
    }
    while (!take(&the_ring, &cqe))
        enter(&the_ring, 1, GETEVENTS);
    cancel_rest(&the_ring);
    return cqe.res >= 0 ? (int)cqe.user_data + cqe.res : first_changed();
}

/*
 * One helper thread per word. Between waits each helper blocks on the word of its "place". For a wait, the first
 * helper is woken and then waits on its word of the set; the kernel requeues the others to theirs while they block.
 * A signal ends their waits. The owner blocks on "knocks", which counts the reports of helpers.
 */
enum { RESTING, MOVED, CALLED, ENDED };

struct helper {
    struct word place;
    pthread_t thread;
    int tid, index, result;
};

static struct helper helpers[MAX_HELPERS];
static struct word knocks;
static int helper_count, first_woken, noted, pending, over;

static long await(uint32_t *word, uint32_t value, const struct timespec *until)
{
    return call(SYS_futex, (long)word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value, (long)until, 0, 0xffffffff) == 0
               ? 0
               : -errno;
}

static int is_over(void)
{
    return __atomic_load_n(&over, __ATOMIC_SEQ_CST);
}

static void report(struct helper *self, int result)
{
    self->result = result;
    int none = -1;
    if (result == 0)
        __atomic_compare_exchange_n(&first_woken, &none, self->index, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    __atomic_store_n(&noted, 1, __ATOMIC_SEQ_CST);
    __atomic_store_n(&self->place.value, RESTING, __ATOMIC_RELEASE);
    if (__atomic_sub_fetch(&pending, 1, __ATOMIC_SEQ_CST) == 0 || !is_over()) {
        __atomic_add_fetch(&knocks.value, 1, __ATOMIC_SEQ_CST);
        wake(&knocks);
    }
}

static void *help(void *of)
{
    struct helper *self = of;
    __atomic_store_n(&self->tid, (int)call(SYS_gettid, 0, 0, 0, 0, 0, 0), __ATOMIC_RELEASE);
    for (;;) {
        long result = await(&self->place.value, RESTING, 0);
        uint32_t order = load(&self->place);
        if (order == ENDED)
            return 0;
        if (order == RESTING)
            continue; /* a late signal */
        if (order == CALLED || result != 0)
            for (result = -EINTR; result == -EINTR && !is_over();)
                result = await(&words[self->index].value, expected[self->index], 0);
        report(self, (int)result);
    }
}

static void order(struct helper *helper, uint32_t order)
{
    __atomic_store_n(&helper->place.value, order, __ATOMIC_RELEASE);
    if (order != MOVED)
        wake(&helper->place);
    else
        call(SYS_futex, (long)&helper->place.value, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE_FLAG, 0, 1,
             (long)&words[helper->index].value, MOVED);
}

static int still_pending(void)
{
    return __atomic_load_n(&pending, __ATOMIC_SEQ_CST);
}

/* Repeats signals: one that arrives before its thread has entered the kernel is lost. */
static void signal_until_all_have_left(void)
{
    struct sigaction present;
    sigaction(ALERT_SIGNAL, 0, &present); /* as Java does, where other code may have replaced the handler */
    while (still_pending()) {
        for (int i = 0; i < count; i++)
            if (load(&helpers[i].place) != RESTING)
                call(SYS_tgkill, getpid(), helpers[i].tid, ALERT_SIGNAL, 0, 0, 0);
        long until = now(CLOCK_MONOTONIC) + still_pending() * 20000L;
        struct timespec again = {until / 1000000000L, until % 1000000000L};
        for (uint32_t heard; heard = load(&knocks), still_pending() && now(CLOCK_MONOTONIC) < until;)
            await(&knocks.value, heard, &again);
    }
}

static int wait_threads(void)
{
    first_woken = -1;
    __atomic_store_n(&noted, 0, __ATOMIC_SEQ_CST);
    __atomic_store_n(&over, 0, __ATOMIC_SEQ_CST);
    __atomic_store_n(&pending, count, __ATOMIC_SEQ_CST);
    for (int i = 0; i < count; i++)
        order(&helpers[i], i == 0 ? CALLED : MOVED);
    if (first_changed() < 0)
        for (uint32_t heard; heard = load(&knocks), !__atomic_load_n(&noted, __ATOMIC_SEQ_CST);)
            await(&knocks.value, heard, 0);
    __atomic_store_n(&over, 1, __ATOMIC_SEQ_CST);
    signal_until_all_have_left();
    return first_woken >= 0 ? first_woken : first_changed();
}

static void handle_nothing(int signal)
{
    (void)signal;
}

static int start_helpers(void)
{
    struct sigaction action = {.sa_handler = handle_nothing};
    sigaction(ALERT_SIGNAL, &action, 0);
    for (helper_count = 0; helper_count < count; helper_count++) {
        struct helper *helper = &helpers[helper_count];
        memset(helper, 0, sizeof *helper);
        helper->index = helper_count;
        if (pthread_create(&helper->thread, 0, help, helper) != 0)
            return -1;
    }
    for (int i = 0; i < helper_count; i++)
        while (!__atomic_load_n(&helpers[i].tid, __ATOMIC_ACQUIRE))
            sched_yield();
    return 0;
}

static void stop_helpers(void)
{
    for (int i = 0; i < helper_count; i++) {
        order(&helpers[i], ENDED);
        pthread_join(helpers[i].thread, 0);
    }
    helper_count = 0;
}

/* ---- the peers */

enum { MAX_FILES = 500 };

static int epoll, files[MAX_FILES], file_count;

/* An eventfd for each word, in one epoll set. */
static int open_files(void)
{
    epoll = epoll_create1(0);
    for (file_count = 0; epoll >= 0 && file_count < count; file_count++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = (uint64_t)file_count};
        files[file_count] = eventfd(0, 0);
        if (files[file_count] < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, files[file_count], &event) != 0)
            return -1;
    }
    return epoll < 0 ? -1 : 0;
}

static void close_files(void)
{
    for (int i = 0; i < file_count; i++)
        close(files[i]);
    close(epoll);
    file_count = 0;
}

static int wait_epoll(void)
{
    struct epoll_event event;
    uint64_t taken;
    while (epoll_wait(epoll, &event, 1, -1) != 1)
        ;
    return read(files[event.data.u64], &taken, sizeof taken) == sizeof taken ? (int)event.data.u64 : -1;
}

static void relax(void)
{
#if defined __x86_64__
    __builtin_ia32_pause();
#elif defined __aarch64__
    __asm__ volatile("isb");
#endif
}

static int wait_spin(void)
{
    int changed;
    while (changed = first_changed(), changed < 0)
        relax();
    return changed;
}

/* As in Java: twice as many entries as words to arm, up to 4096, so that their completions fit. */
static unsigned entries_to_arm(void)
{
    unsigned entries = 16;
    while (entries < 4096 && entries <= (unsigned)count)
        entries *= 2;
    return entries;
}

static unsigned entries_to_cancel(void)
{
    return 256;
}

static unsigned entries_for_vectors(void)
{
    return 16;
}

static const struct strategy {
    const char *name;
    wait_any wait;
    int max_words;
    unsigned (*ring_entries)(void);
    unsigned ring_flags;
} strategies[] = {
    {"syscall-waitv", wait_syscall_waitv, MAX_VECTOR, 0, 0},
    {"ring-cancel", wait_ring_cancel, MAX_WORDS, entries_to_cancel, SINGLE_ISSUER | DEFER_TASKRUN},
    {"ring-armed", wait_ring_armed, MAX_WORDS, entries_to_arm, SINGLE_ISSUER | DEFER_TASKRUN},
    {"ring-waitv", wait_ring_waitv, MAX_WORDS, entries_for_vectors, SINGLE_ISSUER},
    {"threads", wait_threads, MAX_HELPERS, 0, 0},
    {"epoll", wait_epoll, MAX_FILES, 0, 0},
    {"spin", wait_spin, MAX_WORDS, 0, 0},
};

/*
 * ---- the workloads. The first two are the same here: a strategy that keeps words armed does so in both, as in Java.
 * For the other strategies Java calls ArmedSet.await in armed-scale, which makes the same system calls as a wait.
 * In one-way, the driver does not wait for replies; its name may end with "@rate=" and the changes per second.
 */

static const char *const workloads[] = {"ping-pong", "armed-scale", "one-way"};
enum { ONE_WAY_RATE = 5000, MOST_RATE = 100000 };

static const struct strategy *strategy;
static long period; /* from one change to the next in one-way; 0 in the others */
static int failed;

static int spins(void)
{
    return strategy->wait == wait_spin;
}

/* Changes a word, and wakes the waiter in the way of the strategy or peer. */
static void change(int i)
{
    uint64_t one = 1;
    __atomic_add_fetch(&words[i].value, 1, __ATOMIC_RELEASE);
    if (strategy->wait == wait_epoll) {
        if (write(files[i], &one, sizeof one) != sizeof one)
            __atomic_store_n(&failed, EIO, __ATOMIC_RELEASE);
    } else if (!spins()) {
        wake(&words[i]);
    }
}

static cpu_set_t all_cpus;

/* Pins the calling thread to a CPU, or to all that the process may use if it is -1. */
static void pin(int cpu)
{
    cpu_set_t one = all_cpus;
    if (cpu >= 0) {
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
    }
    sched_setaffinity(0, sizeof one, &one);
}

static long ran; /* when the wait returned that was replied to last; written before the reply */

static void send_reply(void)
{
    __atomic_add_fetch(&reply.value, 1, __ATOMIC_RELEASE);
    if (!spins())
        wake(&reply);
}

static int has_failed(void)
{
    return __atomic_load_n(&failed, __ATOMIC_ACQUIRE);
}

/*
 * As Java does for armed sets: since Linux 6.16 each process has its own hash table of private waiters, which is
 * small, and a wake walks the chain of its slot.
 */
static void make_room(long waiters)
{
    enum { FUTEX_HASH = 78, SET_SLOTS = 1, GET_SLOTS = 2, WAITERS_PER_SLOT = 8, MOST_SLOTS = 1 << 18 };
    long slots = prctl(FUTEX_HASH, GET_SLOTS, 0, 0, 0);
    if (slots <= 0 || waiters <= WAITERS_PER_SLOT * slots)
        return;
    while (slots < waiters && slots < MOST_SLOTS)
        slots *= 2;
    prctl(FUTEX_HASH, SET_SLOTS, slots, 0, 0);
}

/* As in Java: an armed set learns of changes only from the ring, and epoll from files; others read the words first. */
static int next_word(void)
{
    int changed = strategy->wait == wait_ring_armed || strategy->wait == wait_epoll ? -1 : first_changed();
    return changed >= 0 ? changed : strategy->wait();
}

/* The time of each operation, and its parts: the wake call, change to run, and run to answer. */
enum { WHOLE, WAKE_CALL, WAKE_TO_RUN, RUN_TO_ANSWER, SERIES };

static int64_t *samples[SERIES];
static const size_t room = 1000000;

/*
 * In one-way each word has the intended time of its first change that the waiter has not taken yet, or 0, as in Java.
 * So a change that waits behind another is timed from its own intended time.
 */
static long due[MAX_WORDS];
static size_t arrivals;
static int noting; /* so that the driver does not take the arrivals before the last one is noted */

static void note_arrival(int i, long returned)
{
    __atomic_store_n(&noting, 1, __ATOMIC_SEQ_CST);
    long intended = __atomic_exchange_n(&due[i], 0, __ATOMIC_SEQ_CST);
    if (intended && arrivals < room)
        samples[WHOLE][arrivals++] = returned > intended ? returned - intended : 0;
    __atomic_store_n(&noting, 0, __ATOMIC_SEQ_CST);
}

static void *waiter(void *cpu)
{
    int failure = 0;
    pin(*(int *)cpu);
    armed = -1;
    if (strategy->ring_entries && ring_open(&the_ring, strategy->ring_entries(), strategy->ring_flags) != 0)
        failure = errno;
    if (strategy->wait == wait_threads && start_helpers() != 0)
        failure = EAGAIN;
    if (failure) {
        __atomic_store_n(&failed, failure, __ATOMIC_RELEASE);
        send_reply();
    }
    while (!failure) {
        int i = next_word();
        long returned = now(CLOCK_MONOTONIC);
        if (__atomic_load_n(&stopping, __ATOMIC_ACQUIRE))
            break;
        if (i < 0 || load(&words[i]) == expected[i])
            continue; /* a late wake, for a change that was replied to before */
        expected[i] = load(&words[i]);
        if (period) {
            note_arrival(i, returned);
            continue;
        }
        __atomic_store_n(&ran, returned, __ATOMIC_RELAXED);
        send_reply();
    }
    if (strategy->ring_entries && !failure) {
        cancel_rest(&the_ring);
        ring_close(&the_ring);
    }
    if (strategy->wait == wait_threads)
        stop_helpers();
    return 0;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static size_t drive(long nanoseconds, unsigned seed)
{
    size_t operations = 0;
    long end = now(CLOCK_MONOTONIC) + nanoseconds;
    for (long begin = now(CLOCK_MONOTONIC); begin < end && operations < room && !has_failed(); operations++) {
        int i = (int)(rand_r(&seed) % (unsigned)count);
        uint32_t before = load(&reply);
        change(i);
        long woken = now(CLOCK_MONOTONIC);
        while (spins() && load(&reply) == before && !has_failed())
            relax();
        while (load(&reply) == before && !has_failed())
            call(SYS_futex, (long)&reply.value, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, before, 0, 0, 0xffffffff);
        long after = now(CLOCK_MONOTONIC), run = __atomic_load_n(&ran, __ATOMIC_RELAXED);
        samples[WHOLE][operations] = after - begin;
        samples[WAKE_CALL][operations] = woken - begin;
        samples[WAKE_TO_RUN][operations] = run > begin ? run - begin : 0;
        samples[RUN_TO_ANSWER][operations] = run > begin ? after - run : after - begin;
        begin = after;
    }
    return operations;
}

/* Spins until a time, or sleeps where the waiter needs this CPU. */
static void sleep_until(long time, int shares_cpu)
{
    struct timespec at = {time / 1000000000L, time % 1000000000L};
    while (now(CLOCK_MONOTONIC) < time)
        if (shares_cpu)
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, 0);
        else
            relax();
}

/* Changes words at the rate, and waits until all changes have been seen. */
static size_t drive_one_way(long nanoseconds, unsigned seed, int shares_cpu)
{
    long begin = now(CLOCK_MONOTONIC);
    arrivals = 0;
    for (long intended = begin + period; intended - begin <= nanoseconds && !has_failed(); intended += period) {
        int i = (int)(rand_r(&seed) % (unsigned)count);
        long none = 0;
        sleep_until(intended, shares_cpu);
        __atomic_compare_exchange_n(&due[i], &none, intended, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
        change(i);
    }
    for (int i = 0; i < count; i++)
        while (__atomic_load_n(&due[i], __ATOMIC_SEQ_CST) && !has_failed())
            sleep_until(now(CLOCK_MONOTONIC) + period / 10, shares_cpu);
    while (__atomic_load_n(&noting, __ATOMIC_SEQ_CST) && !has_failed())
        sched_yield();
    return arrivals;
}

static size_t drive_either(long nanoseconds, unsigned seed, int shares_cpu)
{
    return period ? drive_one_way(nanoseconds, seed, shares_cpu) : drive(nanoseconds, seed);
}

/* ---- a block, as JSON */

struct usage {
    long process, driver; /* CPU nanoseconds */
    struct rusage all;
};

static struct usage used(void)
{
    struct usage usage = {now(CLOCK_PROCESS_CPUTIME_ID), now(CLOCK_THREAD_CPUTIME_ID), {.ru_nvcsw = 0}};
    getrusage(RUSAGE_SELF, &usage.all);
    return usage;
}

static long nanos(struct timeval from, struct timeval to)
{
    return (to.tv_sec - from.tv_sec) * 1000000000L + (to.tv_usec - from.tv_usec) * 1000L;
}

static void print_percentiles(const char *name, int64_t *sorted, size_t operations)
{
    static const struct {
        const char *name;
        int per_mille;
    } points[] = {{"p10", 100}, {"p25", 250}, {"p50", 500}, {"p75", 750}, {"p90", 900}, {"p99", 990}, {"p999", 999}};
    qsort(sorted, operations, sizeof *sorted, by_size);
    printf("\"%s\":{", name);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        printf("\"%s\":%ld,", points[i].name, (long)sorted[operations * (size_t)points[i].per_mille / 1000]);
    printf("\"max\":%ld}", (long)sorted[operations - 1]);
}

static void print_block(size_t operations, const struct usage *from, const struct usage *to)
{
    long cpu = to->process - from->process, of_waiter = cpu - (to->driver - from->driver);
    printf("{\"operations\":%zu,", operations);
    print_percentiles("latency", samples[WHOLE], operations);
    /* In one-way the driver spins, which costs nothing of a wait. */
    printf(",\"cpuNanos\":%ld,\"waiterCpuNanos\":%ld", period ? of_waiter : cpu, of_waiter);
    printf(",\"userNanos\":%ld,\"systemNanos\":%ld", nanos(from->all.ru_utime, to->all.ru_utime),
           nanos(from->all.ru_stime, to->all.ru_stime));
    printf(",\"bytes\":null,\"voluntarySwitches\":%ld,\"involuntarySwitches\":%ld", to->all.ru_nvcsw - from->all.ru_nvcsw,
           to->all.ru_nivcsw - from->all.ru_nivcsw);
    if (period) {
        printf(",\"perSecond\":null,\"phases\":null}\n");
        return;
    }
    printf(",\"perSecond\":null,\"phases\":{");
    print_percentiles("wakeCall", samples[WAKE_CALL], operations);
    printf(",");
    print_percentiles("wakeToRun", samples[WAKE_TO_RUN], operations);
    printf(",");
    print_percentiles("runToAnswer", samples[RUN_TO_ANSWER], operations);
    printf("}}\n");
}

static void run(long microseconds, unsigned seed, int driver_cpu, int waiter_cpu)
{
    pthread_t thread;
    memset(words, 0, (size_t)count * sizeof *words);
    memset(expected, 0, (size_t)count * sizeof *expected);
    memset(&reply, 0, sizeof reply);
    memset(due, 0, (size_t)count * sizeof *due);
    for (int i = 0; i < count; i++)
        the_array[i] = (struct waitv){.uaddr = (uint64_t)&words[i].value, .flags = PRIVATE_U32};
    stopping = failed = 0;
    if (strategy->wait == wait_epoll && open_files() != 0) {
        printf("error %s\n", strerror(errno));
        close_files();
        return;
    }
    if (strategy->wait == wait_ring_armed)
        make_room(count);
    pin(driver_cpu);
    if (pthread_create(&thread, 0, waiter, &waiter_cpu) != 0) {
        printf("error no thread\n");
        return;
    }
    struct timespec settle = {0, 5000000};
    nanosleep(&settle, 0);
    int shares_cpu = driver_cpu == waiter_cpu && driver_cpu >= 0;
    drive_either(microseconds * 100 + 1000000, seed, shares_cpu);
    struct usage from = used();
    size_t operations = drive_either(microseconds * 1000, seed, shares_cpu);
    struct usage to = used();
    __atomic_store_n(&stopping, 1, __ATOMIC_RELEASE);
    change(0);
    pthread_join(thread, 0);
    if (strategy->wait == wait_epoll)
        close_files();
    if (has_failed() || operations == 0)
        printf("error %s\n", has_failed() ? strerror(has_failed()) : "not one round trip");
    else
        print_block(operations, &from, &to);
}

static void *nothing(void *unused)
{
    return unused;
}

/* Sets the period too. */
static const struct strategy *find_strategy(const char *workload, const char *name)
{
    long rate = ONE_WAY_RATE;
    int known = 0, length = 0;
    period = 0;
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++)
        known |= strcmp(workloads[i], workload) == 0;
    known |= sscanf(workload, "one-way@rate=%ld%n", &rate, &length) == 1 && !workload[length] &&
             rate > 0 && rate <= MOST_RATE;
    if (strncmp(workload, "one-way", strlen("one-way")) == 0)
        period = 1000000000L / (known ? rate : ONE_WAY_RATE);
    for (size_t i = 0; known && i < sizeof strategies / sizeof *strategies; i++)
        if (strcmp(strategies[i].name, name) == 0)
            return &strategies[i];
    return 0;
}

static void handle(const char *line)
{
    char workload[64], name[64];
    long microseconds;
    unsigned seed;
    int driver_cpu, waiter_cpu;
    if (sscanf(line, "knows %63s %63s", workload, name) == 2) {
        printf("%s\n", find_strategy(workload, name) ? "yes" : "no");
    } else if (sscanf(line, "run %63s %63s %d %ld %u %d %d", workload, name, &count, &microseconds, &seed, &driver_cpu,
                      &waiter_cpu) == 7 &&
               count >= 1) {
        strategy = find_strategy(workload, name);
        if (!strategy)
            printf("error no %s in workload %s\n", name, workload);
        else if (count > strategy->max_words)
            printf("error more than %d words\n", strategy->max_words);
        else
            run(microseconds, seed, driver_cpu, waiter_cpu);
    } else {
        printf("error not understood\n");
    }
    fflush(stdout);
}

int main(void)
{
    char line[256];
    pthread_t first;
    sched_getaffinity(0, sizeof all_cpus, &all_cpus);
    /* Wakes never find a private wait that a ring armed before the process created its first thread (6.18). */
    pthread_create(&first, 0, nothing, 0);
    pthread_join(first, 0);
    for (int i = 0; i < SERIES; i++)
        if (!(samples[i] = malloc(room * sizeof *samples[i])))
            return 1;
    while (fgets(line, sizeof line, stdin))
        handle(line);
    return 0;
}
