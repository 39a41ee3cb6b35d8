/* SPDX-License-Identifier: Apache-2.0 */
/* The other process, in C: knows the words by their place in a mapped file, and nothing of Java. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BYTES = 4096, APART = 64, REQUESTS = 4, ANSWERS = 2, LOCK = 8, COUNTER = 9 };
enum { SURE = 100 }; /* in each such round the other process is known to wait */

static char *board;

static _Atomic unsigned *word(int place) {
    return (_Atomic unsigned *)(board + place * APART);
}

static long futex(_Atomic unsigned *word, int op, unsigned value) {
    return syscall(SYS_futex, word, op, value, NULL, NULL, 0);
}

static void await_value(_Atomic unsigned *word, unsigned wanted) {
    unsigned now;
    while ((now = atomic_load(word)) != wanted)
        futex(word, FUTEX_WAIT, now);
}

/* How many waiters the kernel has queued: a requeue of none of them, from the word to itself, looks at all. */
static long waiters(_Atomic unsigned *word) {
    return syscall(SYS_futex, word, FUTEX_CMP_REQUEUE, 0, (void *)(long)INT_MAX, word, atomic_load(word));
}

/* Each round changes one request, wakes its waiter, and waits for the answer. */
static void ask(unsigned rounds) {
    long counted = 0;
    for (unsigned round = 1; round <= rounds; round++) {
        _Atomic unsigned *request = word(round % REQUESTS);
        while (round % SURE == 0 && waiters(request) != 1)
            sched_yield();
        atomic_store(request, round);
        counted += futex(request, FUTEX_WAKE, 1);
        await_value(word(REQUESTS + round % ANSWERS), round);
    }
    printf("%ld\n", counted);
}

/* 0: free; 1: locked; 2: locked, and somebody may wait. */
static void lock(_Atomic unsigned *word) {
    unsigned seen = 0;
    if (atomic_compare_exchange_strong(word, &seen, 1))
        return;
    while (atomic_exchange(word, 2) != 0)
        futex(word, FUTEX_WAIT, 2);
}

static void unlock(_Atomic unsigned *word) {
    if (atomic_exchange(word, 0) == 2)
        futex(word, FUTEX_WAKE, 1);
}

/* Adds to the counter in two steps, which the lock makes one. */
static void count(unsigned rounds) {
    for (unsigned round = 0; round < rounds; round++) {
        lock(word(LOCK));
        unsigned before = atomic_load_explicit(word(COUNTER), memory_order_relaxed);
        atomic_store_explicit(word(COUNTER), before + 1, memory_order_relaxed);
        unlock(word(LOCK));
    }
}

int main(int argc, char **argv) {
    int fd = argc == 4 ? open(argv[2], O_RDWR) : -1;
    if (fd < 0)
        return 2;
    board = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (board == MAP_FAILED)
        return 3;
    if (strcmp(argv[1], "ask") == 0)
        ask(atoi(argv[3]));
    else if (strcmp(argv[1], "count") == 0)
        count(atoi(argv[3]));
    else
        futex(word(0), FUTEX_WAIT, atomic_load(word(0)));
    return 0;
}
