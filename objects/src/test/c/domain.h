/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Layout of a shared domain, and its multi-word compare-and-set.
 *
 * A word of an object or a claim is a value (tag 0 to 6) or, for a moment, a reference to a
 * descriptor (tag 7). Only the owner of a descriptor installs references. Anyone may abort an
 * undecided descriptor or finish a decided one. So nobody waits for a process that has died or is
 * stopped.
 */
#ifndef WAITANY_DOMAIN_H
#define WAITANY_DOMAIN_H
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t u64;
typedef uint32_t u32;

enum { PROCESSES = 16, PARTICIPANTS = 64, OBJECTS = 16, MOST = 8, ENTRIES = MOST + 1 };
enum kind { MANUAL, AUTO, SEMAPHORE, MUTEX };

/* Words of objects. */
#define TAG 7ull
#define QUEUED (1ull << 3)
#define ABANDONED (1ull << 5)
#define DEPTH_ONE (1ull << 16)
#define DEPTH (0xffffull << 16)
#define VALUE_ONE (1ull << 32)
#define VALUE(word) ((u32) ((word) >> 32))

/* Claims: state 0-2, index 3-15, abandoned 16, number of the wait 17-63. The kernel compares bits 0-31. */
enum claim { IDLE, WAITING, TAKEN, NOTIFIED, DEAD };
#define NUMBER_ONE (1ull << 17)
#define CLAIM_ABANDONED (1ull << 16)
#define CLAIM(word, state) (((word) & ~(NUMBER_ONE - 1)) | (state))
#define STATE(word) ((word) & TAG)
#define INDEX(word) (((word) >> 3) & 0x1fff)

/* Status of a descriptor: decision 0-1, number of the operation 2-48. */
enum decision { UNDECIDED, DONE, ABORTED };
#define REFERENCE(participant, status) (((status) >> 2) << 17 | (u64) (participant) << 3 | TAG)

struct entry { u64 offset, old, new; };
struct object { u64 word; u32 kind, maximum; u64 pad[6]; u64 hints[PARTICIPANTS / 64]; };
struct participant {
    u64 claim, pad[7]; /* a cache line of its own: the owner sleeps on it */
    u64 status, owner, ticket, pad3;
    u32 entries, objects, all, pad2;
    struct entry entry[ENTRIES];
    u64 list[MOST]; /* offsets of the objects of the present wait */
};
struct domain {
    u64 handOff, ticket, pad[6];
    u64 process[PROCESSES];
    struct participant participant[PARTICIPANTS];
    struct object object[OBJECTS];
};

/* Where a test stops a process. */
enum hook {
    NO_HOOK,
    MCAS_WRITTEN, MCAS_INSTALLED, MCAS_DECIDED, MCAS_REMOVED, MCAS_ENDED,
    SIGNAL_VISIBLE, SIGNAL_GIVEN, SIGNAL_WOKEN,
    WAIT_LISTED, WAIT_HINTED, WAIT_QUEUED, WAIT_CLAIMED, WAIT_TAKEN, WAIT_CLEARED,
    HOOKS
};
void hook(enum hook at);

static struct domain *domain;

static u64 load(u64 *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }
static void store(u64 *word, u64 value) { __atomic_store_n(word, value, __ATOMIC_SEQ_CST); }
static bool cas(u64 *word, u64 old, u64 new) {
    return __atomic_compare_exchange_n(word, &old, new, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static u64 *at(u64 offset) {
    if (offset % 8 || offset >= sizeof *domain) abort(); /* a peer wrote it: never trust it */
    return (u64 *) ((char *) domain + offset);
}
static u64 offset_of(void *field) { return (u64) ((char *) field - (char *) domain); }
static u64 now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (u64) t.tv_sec * 1000000000 + (u64) t.tv_nsec;
}
static void wake(u64 *claim) { syscall(SYS_futex, claim, FUTEX_WAKE, 1, NULL, NULL, 0); }
static bool is_claim(u64 offset) {
    u64 first = offset_of(domain->participant);
    return offset >= first && offset < offset_of(domain->object) && (offset - first) % sizeof(struct participant) == 0;
}

/* ---- Multi-word compare-and-set ---- */

#define GRACE 20000 /* ns that an undecided descriptor is left alone */

/*
 * Takes the references of one operation out of all its words. Each compare-and-set succeeds only
 * while the word holds the reference, and the owner does not change its entries before all
 * references are gone. So the entry that was read is the right one.
 */
static void remove_references(struct participant *p, u64 status, bool hooked) {
    u64 reference = REFERENCE(p - domain->participant, status);
    for (u32 i = 0; i < ENTRIES; i++) {
        u64 offset = load(&p->entry[i].offset);
        u64 value = (status & 3) == DONE ? load(&p->entry[i].new) : load(&p->entry[i].old);
        if (offset == 0) continue;
        if (cas(at(offset), reference, value) && is_claim(offset) && !hooked) {
            wake(at(offset)); /* the owner of the descriptor may be dead or stopped */
        }
        if (hooked) hook(MCAS_REMOVED);
    }
}

/* Has the status the number of the reference? */
static bool is_of(u64 status, u64 reference) { return status << 15 >> 17 == reference >> 17; }

/* Ends the operation that a word refers to. */
static void resolve(u64 *word, u64 reference) {
    struct participant *other = &domain->participant[(reference >> 3) % PARTICIPANTS];
    u64 status = load(&other->status);
    u64 begin = now();
    for (; is_of(status, reference) && (status & 3) == UNDECIDED; status = load(&other->status)) {
        if (load(word) != reference) return;
        if (now() - begin > GRACE) cas(&other->status, status, status | ABORTED);
    }
    if (is_of(status, reference)) remove_references(other, status, false);
}

/* Reads a word that may hold a reference. */
static u64 value_of(u64 *word) {
    for (;;) {
        u64 value = load(word);
        if ((value & TAG) != TAG) return value;
        resolve(word, value);
    }
}

static int by_offset(const void *a, const void *b) {
    u64 x = ((const struct entry *) a)->offset, y = ((const struct entry *) b)->offset;
    return x < y ? -1 : x > y;
}

static bool has_hints(struct object *o) {
    for (int i = 0; i < PARTICIPANTS / 64; i++) if (load(&o->hints[i])) return true;
    return false;
}

/* Replaces all words, or none. With `unhinted`, only if that object has no hints once its word is installed. */
static bool mcas(struct participant *self, struct entry *list, u32 count, struct object *unhinted) {
    qsort(list, count, sizeof *list, by_offset);
    for (u32 i = 0; i < ENTRIES; i++) { /* 1 */
        struct entry e = i < count ? list[i] : (struct entry) {0, 0, 0};
        store(&self->entry[i].offset, e.offset); store(&self->entry[i].old, e.old); store(&self->entry[i].new, e.new);
    }
    u64 status = (load(&self->status) | 3) + 1; /* the next number, undecided */
    store(&self->status, status);
    hook(MCAS_WRITTEN);
    u64 reference = REFERENCE(self - domain->participant, status);
    bool same = true;
    for (u32 i = 0; i < count && same; i++) { /* 2 */
        u64 *word = at(list[i].offset);
        while (!cas(word, list[i].old, reference)) {
            if (value_of(word) != list[i].old) { same = false; break; }
        }
        if (same) hook(MCAS_INSTALLED);
    }
    if (unhinted && has_hints(unhinted)) same = false;
    cas(&self->status, status, status | (same ? DONE : ABORTED)); /* 3: the linearization point */
    hook(MCAS_DECIDED);
    status = load(&self->status);
    remove_references(self, status, true); /* 4 */
    hook(MCAS_ENDED);
    return (status & 3) == DONE;
}

/* ---- Objects ---- */

/* May this owner take an object that has this word? */
static bool can_take(struct object *o, u64 word, u64 owner) {
    return o->kind == MUTEX ? VALUE(word) == 0 || (VALUE(word) == owner && (word & DEPTH) != DEPTH) : VALUE(word) > 0;
}

static u64 taken(struct object *o, u64 word, u64 owner) {
    switch (o->kind) {
        case AUTO: case SEMAPHORE: return word - VALUE_ONE;
        case MUTEX: return (((word & 0xffffffff) + DEPTH_ONE) & ~ABANDONED) | owner << 32;
        default: return word;
    }
}

/* Undoes one take of an owner that died before it knew. */
static u64 given_back(struct object *o, u64 word, u64 owner, bool abandoned) {
    switch (o->kind) {
        case AUTO: return VALUE(word) ? word : word + VALUE_ONE;
        case SEMAPHORE: return VALUE(word) < o->maximum ? word + VALUE_ONE : word;
        case MUTEX:
            if (VALUE(word) != owner) return word;
            word -= DEPTH_ONE;
            return word & DEPTH ? word : (word & 0xffffffff) | (abandoned ? ABANDONED : 0);
        default: return word;
    }
}

static struct object *listed(struct participant *p, u32 i) {
    u64 offset = load(&p->list[i]), first = offset_of(domain->object);
    if (offset < first || offset >= sizeof *domain || (offset - first) % sizeof(struct object)) return NULL;
    return (struct object *) at(offset);
}

/*
 * Fills the entries that let a waiter take; 0 if it cannot. Its list may be of another wait by now:
 * the entry for the claim then fails.
 */
static u32 entries_for(struct participant *p, u64 claim, struct object *o, u64 word, struct entry *out) {
    u32 count = __atomic_load_n(&p->objects, __ATOMIC_SEQ_CST), all = __atomic_load_n(&p->all, __ATOMIC_SEQ_CST), n = 0;
    u64 owner = load(&p->owner), result = CLAIM(claim, TAKEN);
    for (u32 i = 0; i < count && i < MOST; i++) {
        struct object *each = listed(p, i);
        if (!each) return 0;
        if (!all && each != o) continue;
        u64 value = each == o ? word : value_of(&each->word);
        if (!can_take(each, value, owner)) return 0;
        out[n++] = (struct entry) {offset_of(each), value, taken(each, value, owner)};
        if (value & ABANDONED) result |= CLAIM_ABANDONED;
        if (!all) { result |= (u64) i << 3; break; }
    }
    if (n) out[n++] = (struct entry) {offset_of(p), claim, result};
    return n;
}

/* Finds the waiter of an object that came first, of those that can take. */
static struct participant *first_waiter(struct object *o, u64 word, u64 *claim, struct entry *out, u32 *count) {
    struct participant *first = NULL;
    u64 ticket = 0;
    for (int i = 0; i < PARTICIPANTS; i++) {
        if (!(load(&o->hints[i / 64]) >> i % 64 & 1)) continue;
        struct participant *p = &domain->participant[i];
        u64 present = value_of(&p->claim), number = load(&p->ticket);
        struct entry list[ENTRIES];
        bool earlier = STATE(present) == WAITING && (!first || number < ticket);
        u32 n = earlier ? entries_for(p, present, o, word, list) : 0;
        if (n && value_of(&p->claim) == present) {
            first = p; ticket = number; *claim = present; *count = n;
            memcpy(out, list, sizeof list);
        }
    }
    return first;
}

static void clear_queued(struct participant *self, struct object *o, u64 word) {
    struct entry e = {offset_of(o), word, word & ~QUEUED};
    mcas(self, &e, 1, o);
}

/* Gives waiters what can be taken (hand-off), or wakes them so that they take it. Idempotent. */
static void distribute(struct participant *self, struct object *o) {
    u64 budget = ~0ull;
    for (u32 turn = 0;; turn++) {
        u64 word = value_of(&o->word), claim;
        if (!(word & QUEUED)) return;
        struct entry list[ENTRIES];
        u32 count;
        if (!has_hints(o)) { clear_queued(self, o, word); return; }
        if (!domain->handOff && budget == ~0ull) {
            budget = o->kind == MANUAL ? PARTICIPANTS : o->kind == MUTEX ? 1 : VALUE(word);
        }
        struct participant *p = budget ? first_waiter(o, word, &claim, list, &count) : NULL;
        if (!p) return;
        bool done = domain->handOff
                ? mcas(self, list, count, NULL)
                : cas(&p->claim, claim, CLAIM(claim, NOTIFIED));
        if (done) {
            hook(SIGNAL_GIVEN);
            wake(&p->claim); /* 3 */
            hook(SIGNAL_WOKEN);
            if (!domain->handOff) budget--;
        } else if (turn > 3) sched_yield();
    }
}

/* ---- Signals ---- */

/* Applies a change; false if `change` refused. */
static bool signal_object(struct participant *self, struct object *o,
                          bool (*change)(struct object *, u64 *, u64), u64 argument) {
    for (;;) {
        u64 word = value_of(&o->word), new = word;
        if (!change(o, &new, argument)) return false;
        if (cas(&o->word, word, new)) { /* 1 */
            if (word & QUEUED) {
                hook(SIGNAL_VISIBLE);
                distribute(self, o); /* 2 */
            }
            return true;
        }
    }
}
static bool releasing(struct object *o, u64 *word, u64 count) {
    if (VALUE(*word) + count > o->maximum) return false;
    *word += count << 32;
    return true;
}
static bool setting(struct object *o, u64 *word, u64 value) {
    (void) o;
    *word = (*word & 0xffffffff) | value << 32;
    return true;
}
static bool unlocking(struct object *o, u64 *word, u64 owner) {
    (void) o;
    if (VALUE(*word) != owner) return false;
    *word -= DEPTH_ONE;
    if (!(*word & DEPTH)) *word &= 0xffffffff;
    return true;
}
static bool abandoning(struct object *o, u64 *word, u64 process) {
    if (o->kind != MUTEX || VALUE(*word) >> 22 != process) return false;
    *word = (*word & 0xffffffff & ~DEPTH) | ABANDONED;
    return true;
}

/* ---- Waits ---- */

enum { TIMED_OUT = -1 };

/* Takes without waiting: an index, or TIMED_OUT. In hand-off mode earlier waiters come first. */
static int take_now(struct participant *self, struct object **list, u32 count, bool all, bool *abandoned) {
    u64 owner = self->owner;
    struct entry entries[ENTRIES];
    for (u32 i = 0; i < count; i++) {
        u64 word = value_of(&list[i]->word);
        if (domain->handOff && word & QUEUED && can_take(list[i], word, owner)) distribute(self, list[i]);
        for (word = value_of(&list[i]->word); can_take(list[i], word, owner); word = value_of(&list[i]->word)) {
            entries[i] = (struct entry) {offset_of(list[i]), word, taken(list[i], word, owner)};
            *abandoned |= word & ABANDONED;
            if (all) break;
            if (cas(&list[i]->word, word, entries[i].new)) return (int) i;
            *abandoned = false;
        }
        if (all && !can_take(list[i], word, owner)) return TIMED_OUT;
    }
    if (!all) return TIMED_OUT;
    return mcas(self, entries, count, NULL) ? 0 : -2; /* changed or aborted: try again */
}

static int take(struct participant *self, struct object **list, u32 count, bool all, bool *abandoned) {
    for (int turn = 0;; turn++) {
        *abandoned = false;
        int result = take_now(self, list, count, all, abandoned);
        if (result != -2) return result;
        if (turn > 3) sched_yield();
    }
}

static void queue_up(struct participant *self, struct object **list, u32 count, bool all) {
    for (u32 i = 0; i < count; i++) store(&self->list[i], offset_of(list[i]));
    __atomic_store_n(&self->objects, count, __ATOMIC_SEQ_CST);
    __atomic_store_n(&self->all, all, __ATOMIC_SEQ_CST);
    store(&self->ticket, __atomic_fetch_add(&domain->ticket, 1, __ATOMIC_SEQ_CST));
    hook(WAIT_LISTED);
    int bit = (int) (self - domain->participant);
    for (u32 i = 0; i < count; i++) {
        __atomic_fetch_or(&list[i]->hints[bit / 64], 1ull << bit % 64, __ATOMIC_SEQ_CST);
        hook(WAIT_HINTED);
        for (;;) {
            u64 word = value_of(&list[i]->word);
            if (word & QUEUED || cas(&list[i]->word, word, word | QUEUED)) break;
        }
        hook(WAIT_QUEUED);
    }
}

static void leave_queues(struct participant *self, struct object **list, u32 count) {
    int bit = (int) (self - domain->participant);
    for (u32 i = 0; i < count; i++) {
        __atomic_fetch_and(&list[i]->hints[bit / 64], ~(1ull << bit % 64), __ATOMIC_SEQ_CST);
    }
    hook(WAIT_CLEARED);
}

static void sleep_on(u64 *claim, u64 value, u64 deadline) {
    struct timespec t = {(time_t) (deadline / 1000000000), (long) (deadline % 1000000000)};
    syscall(SYS_futex, claim, FUTEX_WAIT_BITSET, (u32) value, deadline == ~0ull ? NULL : &t, NULL,
            FUTEX_BITSET_MATCH_ANY);
}

/* Sleeps until the claim is not WAITING. Returns it; after the deadline the claim has become IDLE. */
static u64 sleep_claimed(struct participant *self, u64 claim, u64 deadline) {
    for (;;) {
        u64 present = value_of(&self->claim);
        if (present != claim) return present;
        if (now() >= deadline && cas(&self->claim, claim, CLAIM(claim, IDLE))) return CLAIM(claim, IDLE);
        sleep_on(&self->claim, claim, deadline);
    }
}

/* One turn: claim, look again, sleep. Returns an index, TIMED_OUT, or -2 for another turn. */
static int wait_turn(struct participant *self, struct object **list, u32 count, bool all, u64 deadline,
                     bool *abandoned) {
    u64 claim = CLAIM(load(&self->claim) + NUMBER_ONE, WAITING);
    store(&self->claim, claim);
    hook(WAIT_CLAIMED);
    bool ready = false;
    for (u32 i = 0; i < count; i++) {
        u64 word = value_of(&list[i]->word);
        bool can = can_take(list[i], word, self->owner);
        ready = all ? (i == 0 || ready) && can : ready || can;
        if (domain->handOff && can) distribute(self, list[i]); /* to the first of us */
    }
    if (!domain->handOff && ready) cas(&self->claim, claim, CLAIM(claim, NOTIFIED));
    u64 end = sleep_claimed(self, claim, deadline);
    if (STATE(end) == TAKEN) {
        hook(WAIT_TAKEN);
        *abandoned = end & CLAIM_ABANDONED;
        return (int) INDEX(end);
    }
    int result = STATE(end) == IDLE ? TIMED_OUT : take(self, list, count, all, abandoned);
    return result == TIMED_OUT && STATE(end) == NOTIFIED && now() < deadline ? -2 : result;
}

/* Waits for any or all. An index (0 for all) or TIMED_OUT. */
static int wait_objects(struct participant *self, struct object **list, u32 count, bool all, u64 deadline,
                        bool *abandoned) {
    int result = take(self, list, count, all, abandoned);
    if (result != TIMED_OUT || now() >= deadline) {
        return result;
    }
    queue_up(self, list, count, all);
    do {
        result = wait_turn(self, list, count, all, deadline, abandoned);
        if (!domain->handOff) { /* what woke us may be for others */
            for (u32 i = 0; i < count; i++) distribute(self, list[i]);
        }
    } while (result == -2);
    leave_queues(self, list, count);
    store(&self->claim, CLAIM(load(&self->claim), IDLE)); /* from here on the take is the caller's */
    return result;
}

/* ---- Death ---- */

static void give_back(struct participant *self, struct participant *dead, u64 claim) {
    for (;;) {
        struct entry list[ENTRIES];
        u32 n = 0;
        for (u32 i = 0; i < dead->objects && i < MOST; i++) {
            struct object *o = listed(dead, i);
            if (!o || (!dead->all && i != INDEX(claim))) continue;
            u64 word = value_of(&o->word);
            u64 back = given_back(o, word, dead->owner, claim & CLAIM_ABANDONED);
            list[n++] = (struct entry) {offset_of(o), word, back};
        }
        list[n++] = (struct entry) {offset_of(dead), claim, CLAIM(claim, DEAD)};
        if (mcas(self, list, n, NULL) || value_of(&dead->claim) != claim) return;
    }
}

static void bury(struct participant *self, struct participant *dead) {
    u64 status = load(&dead->status);
    if ((status & 3) == UNDECIDED) cas(&dead->status, status, status | ABORTED);
    remove_references(dead, load(&dead->status), false);
    for (u64 claim; STATE(claim = value_of(&dead->claim)) != DEAD;) {
        if (STATE(claim) == TAKEN) give_back(self, dead, claim);
        else cas(&dead->claim, claim, CLAIM(claim, DEAD));
    }
    int bit = (int) (dead - domain->participant);
    for (int i = 0; i < OBJECTS; i++) {
        __atomic_fetch_and(&domain->object[i].hints[bit / 64], ~(1ull << bit % 64), __ATOMIC_SEQ_CST);
    }
}

/*
 * Recovers from the death of a process, which must be proved. A recoverer may die: another then
 * recovers from both deaths. Two must not recover from the same death at the same time, since the
 * first may give the participants to a new process.
 */
static void recover(struct participant *self, u64 process) {
    for (int i = 0; i < PARTICIPANTS; i++) {
        if (load(&domain->participant[i].owner) >> 22 == process) bury(self, &domain->participant[i]);
    }
    for (int i = 0; i < OBJECTS; i++) { /* every object, so a signal need not announce what it changes */
        signal_object(self, &domain->object[i], abandoning, process);
        distribute(self, &domain->object[i]);
    }
    for (int i = 0; i < PARTICIPANTS; i++) {
        u64 state = STATE(value_of(&domain->participant[i].claim));
        if (state == TAKEN || state == NOTIFIED) wake(&domain->participant[i].claim);
    }
    for (int i = 0; i < PARTICIPANTS; i++) {
        if (load(&domain->participant[i].owner) >> 22 == process) store(&domain->participant[i].owner, 0);
    }
}
#endif
