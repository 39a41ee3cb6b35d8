/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The workloads with many pending waits in C: one thread, the poller, keeps all waits on its rings, as the pollers of
 * the ring strategies do. Each wait is on 4 words. The poller replies for the waiter that a wake ends, so the figures
 * are a limit for any program that has to run the waiter's thread or the dependents of a future as well.
 *
 * Reads requests, one per line, and answers each with one line. CSource.java describes them.
 *
 * The io_uring definitions are copied, because headers of Linux 6.1 and older lack the futex operations.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define WORDS 4 /* of a wait */
#define MAX_RINGS 1024
#define MAX_IN_FLIGHT 32
#define MAX_WAITS (1 << 20)
#define MAX_SAMPLES (1 << 22)

/* ---- the used part of io_uring (include/uapi/linux/io_uring.h) */

enum { NR_SETUP = 425, NR_ENTER = 426 };
enum { OP_POLL_ADD = 6, OP_CANCEL = 14, OP_FUTEX_WAIT = 51, OP_FUTEX_WAITV = 53 };
enum { SUBMIT_ALL = 1 << 7, COOP_TASKRUN = 1 << 8, SINGLE_ISSUER = 1 << 12, DEFER_TASKRUN = 1 << 13 };
enum { NO_INDEX_ARRAY = 1 << 16, SKIP_SUCCESS = 1 << 6, POLL_MULTI = 1, MORE = 2, OVERFLOW = 2 };
enum { GETEVENTS = 1, PRIVATE_U32 = 128 | 2 };

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
    struct offsets sq, cq; /* in sq, a is the offset of the flags; in cq, b is that of the completions */
};

struct waitv {
    uint64_t val, uaddr;
    uint32_t flags, reserved;
};

struct ring {
    int fd;
    void *map, *entries_map;
    size_t map_bytes, entries_bytes;
    uint32_t *sq_tail, *sq_flags, *cq_head, *cq_tail, sq_mask, cq_mask, queued;
    struct sqe *sqes;
    struct cqe *cqes;
};

/* ---- the designs */

enum form { VECTORED, CANCELLED, ARMED };

struct design {
    const char *workload, *strategy;
    enum form form;
    int waits;             /* of a ring */
    uint32_t first, other; /* set-up flags of the ring on which the poller blocks, and of the rings that it polls */
    uint32_t entries;
};

#define VECTORS VECTORED, 2048, 0, 0, 256
#define SINGLES CANCELLED, 32, DEFER_TASKRUN, COOP_TASKRUN, 64
#define KEPT ARMED, 512, DEFER_TASKRUN, COOP_TASKRUN, 256

static const struct design designs[] = {
    {"async", "ring-waitv", VECTORS},           {"async", "ring-cancel", SINGLES},
    {"async", "ring-armed", SINGLES},           {"virtual-threads", "ring-waitv", VECTORS},
    {"virtual-threads", "ring-cancel", SINGLES}, {"virtual-threads", "ring-armed", SINGLES},
    {"virtual-armed", "ring-waitv", VECTORS},   {"virtual-armed", "ring-cancel", SINGLES},
    {"virtual-armed", "ring-armed", KEPT},
};

/* ---- what driver and poller share */

struct word {
    _Alignas(128) uint32_t value;
};

static const struct design *design;
static int count;           /* of the waits */
static struct word *words;  /* WORDS of each wait */
static uint32_t *replies;   /* of each wait */
static struct word sum;     /* of all replies */
static struct word doorbell;
static int ready, failed;   /* ready: all waits are pending */

/* ---- the poller's */

enum { DOORBELL = -1, CANCEL = -2, RING = -1000000 }; /* user_data; RING - n is the poll of the n-th ring */

static struct waitv *vectors; /* of each word: its address and the expected value */
static uint8_t *open_entries; /* of each wait: entries without a completion */
static struct ring rings[MAX_RINGS];
static int ring_count;

static long call(long number, long a, long b, long c, long d, long e, long f)
{
    return syscall(number, a, b, c, d, e, f);
}

static void wake(struct word *word)
{
    call(SYS_futex, (long)&word->value, FUTEX_WAKE_BITSET | FUTEX_PRIVATE_FLAG, 1, 0, 0, 0xffffffff);
}

static void change(struct word *word)
{
    __atomic_fetch_add(&word->value, 1, __ATOMIC_SEQ_CST);
    wake(word);
}

static uint32_t load(uint32_t *from)
{
    return __atomic_load_n(from, __ATOMIC_ACQUIRE);
}

static long now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static void fail(int error)
{
    __atomic_store_n(&failed, error, __ATOMIC_SEQ_CST);
    change(&sum);
}

static int has_failed(void)
{
    return __atomic_load_n(&failed, __ATOMIC_SEQ_CST);
}

static void close_ring(struct ring *ring)
{
    if (ring->map)
        munmap(ring->map, ring->map_bytes);
    if (ring->entries_map)
        munmap(ring->entries_map, ring->entries_bytes);
    close(ring->fd);
}

static int open_ring(struct ring *ring, uint32_t flags)
{
    struct params params = {.flags = flags | SINGLE_ISSUER | SUBMIT_ALL | NO_INDEX_ARRAY};
    memset(ring, 0, sizeof *ring);
    ring->fd = (int)call(NR_SETUP, design->entries, (long)&params, 0, 0, 0, 0);
    if (ring->fd < 0)
        return errno;
    ring->map_bytes = params.cq.b + params.cq_entries * sizeof(struct cqe);
    ring->entries_bytes = params.sq_entries * sizeof(struct sqe);
    ring->map = mmap(0, ring->map_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring->fd, 0);
    ring->entries_map =
        mmap(0, ring->entries_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring->fd, 0x10000000);
    if (ring->map == MAP_FAILED || ring->entries_map == MAP_FAILED) {
        ring->map = ring->map == MAP_FAILED ? 0 : ring->map;
        ring->entries_map = ring->entries_map == MAP_FAILED ? 0 : ring->entries_map;
        close_ring(ring);
        return ENOMEM;
    }
    char *base = ring->map;
    ring->sq_tail = (uint32_t *)(base + params.sq.tail);
    ring->sq_flags = (uint32_t *)(base + params.sq.a);
    ring->sq_mask = params.sq_entries - 1;
    ring->cq_head = (uint32_t *)(base + params.cq.head);
    ring->cq_tail = (uint32_t *)(base + params.cq.tail);
    ring->cq_mask = params.cq_entries - 1;
    ring->cqes = (struct cqe *)(base + params.cq.b);
    ring->sqes = ring->entries_map;
    return 0;
}

static void enter(struct ring *ring, int complete)
{
    long taken = call(NR_ENTER, ring->fd, ring->queued, complete, GETEVENTS, 0, 0);
    if (taken >= 0)
        ring->queued -= (uint32_t)taken;
    else if (errno != EINTR && errno != EAGAIN && errno != EBUSY)
        fail(errno);
}

static struct sqe *add(struct ring *ring, int opcode, int64_t user_data)
{
    while (ring->queued > ring->sq_mask && !has_failed())
        enter(ring, 0);
    struct sqe *sqe = &ring->sqes[*ring->sq_tail & ring->sq_mask];
    memset(sqe, 0, sizeof *sqe);
    sqe->opcode = (uint8_t)opcode;
    sqe->user_data = (uint64_t)user_data;
    __atomic_store_n(ring->sq_tail, *ring->sq_tail + 1, __ATOMIC_RELEASE);
    ring->queued++;
    return sqe;
}

static struct ring *ring_of(int wait)
{
    return &rings[wait / design->waits % ring_count];
}

static void arm_word(int64_t word)
{
    struct sqe *sqe = add(ring_of((int)(word / WORDS)), OP_FUTEX_WAIT, word);
    sqe->fd = PRIVATE_U32;
    sqe->addr = vectors[word].uaddr;
    sqe->off = vectors[word].val;
    sqe->addr3 = 0xffffffff;
}

static void arm(int wait)
{
    if (design->form == VECTORED) {
        struct sqe *sqe = add(ring_of(wait), OP_FUTEX_WAITV, (int64_t)wait * WORDS);
        sqe->addr = (uint64_t)&vectors[wait * WORDS];
        sqe->len = WORDS;
        open_entries[wait] = 1;
        return;
    }
    for (int i = 0; i < WORDS; i++)
        arm_word((int64_t)wait * WORDS + i);
    open_entries[wait] = WORDS;
}

static void await_doorbell(void)
{
    struct sqe *sqe = add(&rings[0], OP_FUTEX_WAIT, DOORBELL);
    sqe->fd = PRIVATE_U32;
    sqe->addr = (uint64_t)&doorbell.value;
    sqe->addr3 = 0xffffffff;
}

static void watch(int ring)
{
    struct sqe *sqe = add(&rings[0], OP_POLL_ADD, RING - ring);
    sqe->fd = rings[ring].fd;
    sqe->op_flags = POLLIN;
    sqe->len = POLL_MULTI;
}

static void cancel(int64_t word)
{
    struct sqe *sqe = add(ring_of((int)(word / WORDS)), OP_CANCEL, CANCEL);
    sqe->fd = -1;
    sqe->addr = (uint64_t)word;
    sqe->flags = SKIP_SUCCESS;
}

/* Expects the words' present values, and replies if one is new. */
static void reply(int wait, int first, int words_to_look_at)
{
    int is_new = 0;
    for (int i = first; i < first + words_to_look_at; i++) {
        uint32_t value = load(&words[wait * WORDS + i].value);
        is_new |= value != vectors[wait * WORDS + i].val;
        vectors[wait * WORDS + i].val = value;
    }
    if (is_new) {
        __atomic_fetch_add(&replies[wait], 1, __ATOMIC_RELEASE);
        change(&sum);
    }
}

static void completed(int64_t word, int result)
{
    int wait = (int)(word / WORDS), index = (int)(word % WORDS);
    if (result < 0 && result != -EAGAIN && result != -ECANCELED)
        fail(-result);
    if (design->form == ARMED) {
        reply(wait, index, 1);
        arm_word(word);
        return;
    }
    int is_first = open_entries[wait] == WORDS;
    if (--open_entries[wait] == 0) { /* the kernel holds none of the words */
        reply(wait, 0, WORDS);
        arm(wait);
    } else if (is_first) {
        for (int i = 0; i < WORDS; i++)
            if (i != index)
                cancel((int64_t)wait * WORDS + i);
    }
}

/* Returns the number of completions. */
static int drain(struct ring *ring)
{
    int drained = 0;
    for (uint32_t head = *ring->cq_head; head != load(ring->cq_tail); drained++) {
        struct cqe cqe = ring->cqes[head & ring->cq_mask];
        int64_t user_data = (int64_t)cqe.user_data;
        __atomic_store_n(ring->cq_head, ++head, __ATOMIC_RELEASE);
        if (user_data >= 0) {
            completed(user_data, cqe.res);
        } else if (user_data <= RING) {
            struct ring *readable = &rings[RING - user_data];
            while (drain(readable) > 0 || readable->queued > 0 || load(readable->sq_flags) & OVERFLOW)
                if (readable->queued > 0 || load(readable->sq_flags) & OVERFLOW)
                    enter(readable, 0);
            if (!(cqe.flags & MORE))
                watch((int)(RING - user_data));
        }
    }
    return drained;
}

/* Takes fewer rings if there can be no more. */
static int open_rings(void)
{
    int wanted = (count + design->waits - 1) / design->waits, error = 0;
    wanted = wanted > MAX_RINGS ? MAX_RINGS : wanted;
    for (ring_count = 0; ring_count < wanted; ring_count++) {
        error = open_ring(&rings[ring_count], ring_count ? design->other : design->first);
        if (error)
            break;
    }
    return ring_count ? 0 : error;
}

static void pin(int cpu)
{
    cpu_set_t cpus;
    if (cpu < 0)
        return;
    CPU_ZERO(&cpus);
    CPU_SET(cpu, &cpus);
    sched_setaffinity(0, sizeof cpus, &cpus);
}

static void *poll_rings(void *cpu)
{
    pin(*(int *)cpu);
    int error = open_rings();
    if (error) {
        __atomic_store_n(&failed, error, __ATOMIC_SEQ_CST);
        change(&sum);
        return 0;
    }
    for (int i = 0; i < count; i++)
        arm(i);
    for (int i = 1; i < ring_count; i++) {
        while (rings[i].queued > 0 && !has_failed())
            enter(&rings[i], 0);
        watch(i);
    }
    await_doorbell();
    while (rings[0].queued > 0 && !has_failed())
        enter(&rings[0], 0);
    __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    change(&sum);
    while (load(&doorbell.value) == 0 && !has_failed()) {
        enter(&rings[0], 1);
        drain(&rings[0]);
    }
    for (int i = 0; i < ring_count; i++)
        close_ring(&rings[i]);
    return 0;
}

/* ---- the driver */

static int64_t samples[MAX_SAMPLES];
static uint32_t *sent; /* to each wait */
static unsigned random_state;

static unsigned next_random(unsigned bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % bound;
}

/* Wakes a random waiter that has replied to its previous wake. */
static void wake_one(void)
{
    int wait = (int)next_random((unsigned)count);
    while (load(&replies[wait]) != sent[wait])
        wait = (wait + 1) % count;
    sent[wait]++;
    change(&words[wait * WORDS + (int)next_random(WORDS)]);
}

static void await_more_than(uint32_t seen)
{
    while (load(&sum.value) == seen && !has_failed())
        call(SYS_futex, (long)&sum.value, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, seen, 0, 0, 0xffffffff);
}

/* Returns the number of round trips, whose times are in the samples. */
static size_t drive_one(long nanoseconds)
{
    size_t operations = 0;
    long begin = now(CLOCK_MONOTONIC), end = begin + nanoseconds;
    while (begin < end && operations < MAX_SAMPLES && !has_failed()) {
        uint32_t seen = load(&sum.value);
        wake_one();
        await_more_than(seen);
        long at = now(CLOCK_MONOTONIC);
        samples[operations++] = at - begin;
        begin = at;
    }
    return operations;
}

/* Returns the number of operations per second. */
static double drive_several(long nanoseconds)
{
    long begin = now(CLOCK_MONOTONIC);
    uint32_t first = load(&sum.value), at_once = count < MAX_IN_FLIGHT ? (uint32_t)count : MAX_IN_FLIGHT, wakes = 0;
    while (!has_failed()) {
        uint32_t done = load(&sum.value) - first;
        int over = now(CLOCK_MONOTONIC) - begin >= nanoseconds;
        if (over && done == wakes)
            break;
        if (over || wakes - done == at_once) {
            await_more_than(first + done);
        } else {
            wake_one();
            wakes++;
        }
    }
    return wakes * 1e9 / (double)(now(CLOCK_MONOTONIC) - begin);
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

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void print_block(size_t operations, const struct usage *from, const struct usage *to, double per_second)
{
    static const struct {
        const char *name;
        int per_mille;
    } points[] = {{"p10", 100}, {"p25", 250}, {"p50", 500}, {"p75", 750}, {"p90", 900}, {"p99", 990}, {"p999", 999}};
    long cpu = to->process - from->process;
    qsort(samples, operations, sizeof *samples, by_size);
    printf("{\"operations\":%zu,\"latency\":{", operations);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        printf("\"%s\":%ld,", points[i].name, (long)samples[operations * (size_t)points[i].per_mille / 1000]);
    printf("\"max\":%ld}", (long)samples[operations - 1]);
    printf(",\"cpuNanos\":%ld,\"waiterCpuNanos\":%ld", cpu, cpu - (to->driver - from->driver));
    printf(",\"userNanos\":%ld,\"systemNanos\":%ld", nanos(from->all.ru_utime, to->all.ru_utime),
           nanos(from->all.ru_stime, to->all.ru_stime));
    printf(",\"bytes\":null,\"voluntarySwitches\":%ld,\"involuntarySwitches\":%ld",
           to->all.ru_nvcsw - from->all.ru_nvcsw, to->all.ru_nivcsw - from->all.ru_nivcsw);
    printf(",\"perSecond\":%.1f,\"phases\":null}\n", per_second);
}

static void *zeroed(size_t bytes)
{
    void *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return memory == MAP_FAILED ? 0 : memory;
}

static void unmap(void *memory, size_t bytes)
{
    if (memory)
        munmap(memory, bytes);
}

/* About one slot of the kernel's table for each word. Where the kernel refuses, wakes are slower. */
static void make_room(void)
{
    unsigned long slots = 16;
    while (slots < (unsigned long)count * WORDS && slots < 1 << 18)
        slots *= 2;
    prctl(78 /* PR_FUTEX_HASH */, 1 /* set slots */, slots, 0, 0);
}

static void measure(long microseconds, unsigned seed, int driver_cpu, int waiter_cpu)
{
    pthread_t poller;
    ready = failed = 0;
    sum.value = doorbell.value = 0;
    random_state = seed * 2654435761u + 1;
    random_state |= random_state == 0;
    for (int i = 0; i < count * WORDS; i++)
        vectors[i] = (struct waitv){.uaddr = (uint64_t)&words[i].value, .flags = PRIVATE_U32};
    pin(driver_cpu);
    if (pthread_create(&poller, 0, poll_rings, &waiter_cpu) != 0) {
        printf("error no thread\n");
        return;
    }
    while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE) && !has_failed())
        await_more_than(0);
    drive_one(microseconds * 100 + 1000000); /* to warm up */
    struct usage from = used();
    size_t operations = drive_one(microseconds * 500);
    struct usage to = used();
    double per_second = drive_several(microseconds * 500);
    change(&doorbell);
    pthread_join(poller, 0);
    if (has_failed() || operations == 0)
        printf("error %s\n", has_failed() ? strerror(has_failed()) : "not one round trip");
    else
        print_block(operations, &from, &to, per_second);
}

static void run(long microseconds, unsigned seed, int driver_cpu, int waiter_cpu)
{
    size_t waits = (size_t)count, all = waits * WORDS;
    words = zeroed(all * sizeof *words);
    vectors = zeroed(all * sizeof *vectors);
    replies = zeroed(waits * sizeof *replies);
    sent = zeroed(waits * sizeof *sent);
    open_entries = zeroed(waits * sizeof *open_entries);
    if (words && vectors && replies && sent && open_entries) {
        make_room();
        measure(microseconds, seed, driver_cpu, waiter_cpu);
    } else {
        printf("error no memory\n");
    }
    unmap(words, all * sizeof *words);
    unmap(vectors, all * sizeof *vectors);
    unmap(replies, waits * sizeof *replies);
    unmap(sent, waits * sizeof *sent);
    unmap(open_entries, waits * sizeof *open_entries);
}

static const struct design *find(const char *workload, const char *strategy)
{
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        if (strcmp(designs[i].workload, workload) == 0 && strcmp(designs[i].strategy, strategy) == 0)
            return &designs[i];
    return 0;
}

static void handle(const char *line)
{
    char workload[64], strategy[64];
    long microseconds;
    unsigned seed;
    int driver_cpu, waiter_cpu;
    if (sscanf(line, "knows %63s %63s", workload, strategy) == 2) {
        printf("%s\n", find(workload, strategy) ? "yes" : "no");
    } else if (sscanf(line, "run %63s %63s %d %ld %u %d %d", workload, strategy, &count, &microseconds, &seed,
                      &driver_cpu, &waiter_cpu) == 7 &&
               count >= 1) {
        design = find(workload, strategy);
        if (!design)
            printf("error no %s in workload %s\n", strategy, workload);
        else if (count > MAX_WAITS)
            printf("error more than %d waits\n", MAX_WAITS);
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
    while (fgets(line, sizeof line, stdin))
        handle(line);
    return 0;
}
