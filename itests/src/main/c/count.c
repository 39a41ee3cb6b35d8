/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first process of a guest that counts instructions. QEMU's -icount makes the guest's time stamp counter count
 * the instructions that the guest has run, its kernel's included.
 *
 * What it counts are the strategies of the C reference of "compare", which is included here. Each cell (a strategy
 * with a number of words) runs in a process, so that no cell changes the futex hash of another.
 *
 * The guest has one CPU. Two threads with real-time priorities decide who runs when, so that each round takes the same
 * path: the waiter preempts the waker when it is woken, and the waker goes on when the waiter sleeps.
 *
 *     waker    change the word, wake() ......................................... wake() returns
 *     waiter                            ... the wait returns | the next wait begins ... sleeps
 *              |<------------- WAKE ------------------------>|<-------- SLEEP -------------->|
 *
 * Writes lines to the second serial port:
 *
 *     count STRATEGY WORDS MEASURE INSTRUCTIONS
 *     burst STRATEGY WORDS WOKEN EACH FOUND             the wakes that found one wait, as a burst
 *     count - 0 CALL INSTRUCTIONS                      a system call alone, to compare with
 *     lacks STRATEGY WORDS ERROR                       the strategy does not work on this kernel
 *     fault STRATEGY WORDS TEXT                        the cell did not take the path that it must take
 *     loop TURNS INSTRUCTIONS                          a loop of two instructions per turn
 *     over RELEASE
 */
#define main reference_main
#include "reference.c"
#undef main

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>

enum { WARM_UP = 16, MOST_ROUNDS = WARM_UP + 96, LOOP_TURNS = 100000 };
enum { WAKER = 10, WAITER = 20 }; /* real-time priorities */

static uint64_t begun[MOST_ROUNDS + 1], ended[MOST_ROUNDS + 1]; /* of the waiter's calls */
static uint64_t called[MOST_ROUNDS], returned[MOST_ROUNDS];     /* of the waker's calls */
static int answers[MOST_ROUNDS + 1];
static int rounds;
static int ready; /* the waiter begins its first round */
static FILE *results;

static inline uint64_t instructions(void)
{
    uint32_t low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
    return (uint64_t)high << 32 | low;
}

static void has_priority(int priority)
{
    struct sched_param param = {.sched_priority = priority};
    sched_setscheduler(0, SCHED_FIFO, &param);
}

/* The words are woken in an order in which neighbours do not follow each other. */
static int woken_in(int round)
{
    return round * 37 % count;
}

static int64_t median(const uint64_t *from, const uint64_t *to, int samples)
{
    static int64_t sorted[MOST_ROUNDS];
    for (int i = 0; i < samples; i++)
        sorted[i] = (int64_t)(to[i] - from[i]);
    qsort(sorted, (size_t)samples, sizeof *sorted, by_size);
    return sorted[samples / 2];
}

static void print_count(const char *measure, int64_t instructions_each)
{
    fprintf(results, "count %s %d %s %ld\n", strategy ? strategy->name : "-", strategy ? count : 0, measure,
            (long)instructions_each);
}

static void print_fault(const char *what, int round)
{
    fprintf(results, "fault %s %d %s in round %d\n", strategy->name, count, what, round);
}

static void prepare(void)
{
    /* Written first: a fault of a page would be counted with the wait that touches it. */
    memset(words, 1, (size_t)count * sizeof *words);
    for (int i = 0; i < count; i++) {
        expected[i] = words[i].value;
        the_array[i] = (struct waitv){.uaddr = (uint64_t)&words[i].value, .flags = PRIVATE_U32};
    }
    armed = -1;
}

/* A process gets a futex hash with its first thread. Until then its private waiters are in that of all processes. */
static void make_futex_hash(void)
{
    pthread_t first;
    pthread_create(&first, 0, nothing, 0);
    pthread_join(first, 0);
}

/* Returns 0, or the error of the call that the kernel refuses. */
static int open_strategy(void)
{
    if (strategy->ring_entries && ring_open(&the_ring, strategy->ring_entries(), strategy->ring_flags) != 0)
        return errno;
    if (strategy->wait == wait_syscall_waitv && call(NR_FUTEX_WAITV, 0, 0, 0, 0, 0, 0) != 0 && errno == ENOSYS)
        return errno;
    return strategy->wait == wait_threads && start_helpers() != 0 ? EAGAIN : 0;
}

/* Rounds of calls that return at once, because the last word has another value than expected. */
static void count_changed(void)
{
    prepare();
    expected[count - 1]++;
    for (int i = 0; i < rounds; i++) {
        begun[i] = instructions();
        answers[i] = strategy->wait();
        ended[i] = instructions();
        if (answers[i] != count - 1)
            return print_fault("another answer than the changed word", i);
    }
    print_count("CHANGED", median(begun + WARM_UP, ended + WARM_UP, rounds - WARM_UP));
    /* Armed words must leave the ring before they are armed again. */
    if (strategy->ring_entries)
        cancel_rest(&the_ring);
}

static void *wait_in_rounds(void *unused)
{
    has_priority(WAITER);
    failed = open_strategy();
    if (!failed) {
        count_changed();
        prepare();
    }
    __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    if (failed)
        return unused;
    for (int i = 0; i <= rounds; i++) {
        begun[i] = instructions();
        answers[i] = strategy->wait();
        ended[i] = instructions();
        if (answers[i] >= 0)
            expected[answers[i]] = load(&words[answers[i]]);
    }
    return unused;
}

/* The waiter sleeps when this begins, because its priority is higher. */
static void wake_in_rounds(void)
{
    for (int i = 0; i <= rounds; i++) {
        struct word *word = &words[woken_in(i)];
        __atomic_add_fetch(&word->value, 1, __ATOMIC_SEQ_CST);
        uint64_t before = instructions();
        wake(word);
        uint64_t after = instructions();
        if (i < rounds) {
            called[i] = before;
            returned[i] = after;
        }
    }
}

/* Returns the first round that took another path, or -1. */
static int first_other_path(void)
{
    for (int i = 0; i < rounds; i++)
        if (answers[i] != woken_in(i) || begun[i] > called[i] || called[i] > ended[i] || ended[i] > begun[i + 1] ||
            begun[i + 1] > returned[i])
            return i;
    return -1;
}

static void count_cell(void)
{
    pthread_t thread;
    has_priority(WAKER);
    make_futex_hash();
    if (strategy->wait == wait_ring_armed)
        make_room(count);
    if (pthread_create(&thread, 0, wait_in_rounds, 0) != 0) {
        fprintf(results, "fault %s %d no thread\n", strategy->name, count);
        return;
    }
    /* The waiter may sleep before it is ready, while the kernel replaces the futex hash. */
    struct timespec pause = {0, 1000000};
    while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE))
        nanosleep(&pause, 0);
    if (!failed)
        wake_in_rounds();
    if (failed) {
        fprintf(results, "lacks %s %d %s\n", strategy->name, count, strerrorname_np(failed));
        return;
    }
    int other = first_other_path();
    if (other >= 0)
        return print_fault("another path", other);
    int samples = rounds - WARM_UP;
    print_count("WAKE", median(called + WARM_UP, ended + WARM_UP, samples));
    print_count("SLEEP", median(begun + WARM_UP + 1, returned + WARM_UP, samples));
}

/* ---- wakes that one wait consumes */

enum { BURST_WORDS = 32, SLEEPER = 5 }; /* the waiter's priority here: it does not preempt the burst */

static int woken, each;

static void *wait_once(void *unused)
{
    has_priority(SLEEPER);
    failed = open_strategy();
    prepare();
    __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    if (!failed)
        answers[0] = strategy->wait();
    return unused;
}

/*
 * Wakes some words of a set, each several times, before the waiter runs. A wake that the kernel counts as having woken
 * somebody is one that no other waiter of the word gets.
 */
static void count_burst(void)
{
    pthread_t thread;
    struct timespec pause = {0, 5000000}; /* the waiter sleeps after a hundredth of these instructions */
    int found = 0;
    has_priority(WAKER);
    make_futex_hash();
    if (strategy->wait == wait_ring_armed)
        make_room(count);
    if (pthread_create(&thread, 0, wait_once, 0) != 0) {
        fprintf(results, "fault %s %d no thread\n", strategy->name, count);
        return;
    }
    while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE))
        nanosleep(&pause, 0);
    nanosleep(&pause, 0);
    if (failed)
        return; /* count_cell says so */
    for (int i = 0; i < woken; i++)
        for (int n = 0; n < each; n++) {
            struct word *word = &words[woken_in(i)];
            __atomic_add_fetch(&word->value, 1, __ATOMIC_SEQ_CST);
            found += (int)call(SYS_futex, (long)&word->value, FUTEX_WAKE_BITSET | FUTEX_PRIVATE_FLAG, 1, 0, 0,
                               0xffffffff);
        }
    fprintf(results, "burst %s %d %d %d %d\n", strategy->name, count, woken, each, found);
}

/* ---- system calls alone, and the proof that the counter counts instructions */

static void call_getppid(void)
{
    call(SYS_getppid, 0, 0, 0, 0, 0, 0);
}

static void call_wake(void)
{
    wake(&words[0]);
}

static void count_call(const char *measure, void (*run)(void))
{
    for (int i = 0; i < MOST_ROUNDS; i++) {
        begun[i] = instructions();
        run();
        ended[i] = instructions();
    }
    print_count(measure, median(begun + WARM_UP, ended + WARM_UP, MOST_ROUNDS - WARM_UP));
}

static void count_loop(void)
{
    for (int i = 0; i < MOST_ROUNDS; i++) {
        uint64_t turns = LOOP_TURNS;
        begun[i] = instructions();
        __asm__ volatile("1: dec %0; jnz 1b" : "+r"(turns));
        ended[i] = instructions();
    }
    fprintf(results, "loop %d %ld\n", LOOP_TURNS, (long)median(begun, ended, MOST_ROUNDS));
}

static void count_calls(void)
{
    make_futex_hash();
    words[0].value = 1;
    has_priority(WAKER);
    count_loop();
    count_call("getppid", call_getppid);
    count_call("wake-nobody", call_wake);
}

/* ---- the guest */

static void in_a_process(void (*run)(void))
{
    struct timespec pause = {0, 2000000};
    nanosleep(&pause, 0); /* lets the kernel's threads of ordinary priority run */
    fflush(results);
    pid_t child = fork();
    if (child == 0) {
        run();
        fflush(results);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0)
        fprintf(results, "fault %s %d ended with status %d\n", strategy ? strategy->name : "-", count, status);
}

/* The peers of the reference have no futex to wake; and one that spins would keep the only CPU for ever. */
static int is_on_futexes(void)
{
    return strategy->wait != wait_epoll && strategy->wait != wait_spin;
}

static void count_strategies(void)
{
    static const int sizes[] = {1, 2, 8, 32, 128, 1024};
    for (size_t s = 0; s < sizeof strategies / sizeof *strategies; s++)
        for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++) {
            strategy = &strategies[s];
            count = sizes[n];
            rounds = strategy->wait == wait_threads && count > 32 ? WARM_UP + 16 : MOST_ROUNDS;
            if (is_on_futexes() && (count <= MAX_VECTOR || strategy->wait == wait_ring_armed))
                in_a_process(count_cell);
        }
}

static void count_bursts(void)
{
    static const int sizes[] = {1, 2, 8, BURST_WORDS}, repeats[] = {1, 4};
    count = BURST_WORDS;
    rounds = 1;
    for (size_t s = 0; s < sizeof strategies / sizeof *strategies; s++)
        for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++)
            for (size_t r = 0; r < sizeof repeats / sizeof *repeats; r++) {
                strategy = &strategies[s];
                woken = sizes[n];
                each = repeats[r];
                if (is_on_futexes())
                    in_a_process(count_burst);
            }
}

static void write_setting(const char *file, const char *value)
{
    int fd = open(file, O_WRONLY);
    if (fd >= 0) {
        if (write(fd, value, strlen(value)) < 0)
            fprintf(results, "fault - 0 %s is refused\n", file);
        close(fd);
    }
}

int main(void)
{
    struct utsname name;
    mkdir("/proc", 0755);
    mkdir("/dev", 0755);
    mount("proc", "/proc", "proc", 0, 0);
    mount("dev", "/dev", "devtmpfs", 0, 0);
    results = fopen("/dev/ttyS1", "w");
    if (results) {
        write_setting("/proc/sys/kernel/sched_rt_runtime_us", "-1");
        uname(&name);
        strategy = 0;
        in_a_process(count_calls);
        count_strategies();
        count_bursts();
        fprintf(results, "over %s\n", name.release);
        fflush(results);
        tcdrain(fileno(results));
    }
    reboot(RB_POWER_OFF);
    return 1;
}
