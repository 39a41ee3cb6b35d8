/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests the protocol of domain.h: processes that are killed or stopped at each step, or at random.
 *
 *   model hooks                       each step of each scenario, SIGKILL and SIGSTOP, both fairness modes
 *   model random SEED KILLS           four processes at random; KILLS times one of them is killed
 *   model conserve SEED OPERATIONS    the same without a kill
 *
 * Prints what was done, and exits with 1 at the first violation.
 */
#include "domain.h"
#include <sys/prctl.h>
#include <sys/wait.h>

enum {
    SEMS = 4, GATE = 4, LOCK = 5, EVENT = 6, FIRST = 7, SECOND = 8, /* numbers of objects */
    TOKENS = 2, WORKERS = 4, TESTER = 15, RECOVERER = 14, ALARM = 60
};

static enum hook stop_at;
static int stop_turn, stop_signal;
static struct participant *tester;

static u64 *steps_done; /* of this process; NULL if nobody counts */

void hook(enum hook step) {
    if (steps_done) steps_done[step]++;
    if (step == stop_at && --stop_turn == 0) kill(getpid(), stop_signal);
}

static void fail(const char *what, u64 a, u64 b) {
    printf("FAILED: %s (%llx, %llx)\n", what, (unsigned long long) a, (unsigned long long) b);
    for (int i = 0; i < OBJECTS && domain->object[i].maximum; i++) {
        struct object *o = &domain->object[i];
        printf("object %d: word %llx hints %llx\n", i, (unsigned long long) o->word, (unsigned long long) *o->hints);
    }
    for (int i = 0; i < PARTICIPANTS; i++) {
        struct participant *p = &domain->participant[i];
        if (!p->claim) continue;
        printf("participant %d: claim %llx status %llx owner %llx\n", i, (unsigned long long) p->claim,
               (unsigned long long) p->status, (unsigned long long) p->owner);
    }
    fflush(stdout);
    kill(0, SIGKILL);
}
static void check(bool good, const char *what, u64 a, u64 b) { if (!good) fail(what, a, b); }
static void on_alarm(int signal) { (void) signal; fail("stuck", 0, 0); }

/* Forks a process that does not outlive the tester. */
static pid_t new_process(void) {
    pid_t child = fork();
    check(child >= 0, "fork", (u64) errno, 0);
    if (child == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
    return child;
}

/* Makes process `slot` use participant `slot`. */
static struct participant *join(int slot) {
    struct participant *p = &domain->participant[slot];
    store(&p->claim, CLAIM(load(&p->claim), IDLE));
    store(&p->owner, (u64) slot << 22 | 1);
    return p;
}

static void make(int i, enum kind kind, u64 value, u32 maximum) {
    domain->object[i] = (struct object) {.word = value << 32, .kind = kind, .maximum = maximum};
}

static void new_domain(bool handOff) {
    memset(domain, 0, sizeof *domain);
    domain->handOff = handOff;
    for (int i = 0; i < SEMS; i++) make(i, SEMAPHORE, 0, 1000);
    make(GATE, MANUAL, 1, 1);
    make(LOCK, MUTEX, 0, 1);
    make(EVENT, AUTO, 0, 1);
    make(FIRST, AUTO, 1, 1);
    make(SECOND, AUTO, 1, 1);
    tester = join(TESTER);
}

static struct object *object(int i) { return &domain->object[i]; }
static u64 count(int i) { return VALUE(value_of(&object(i)->word)); }

static bool refers_to(u64 word, int slot) {
    return (word & TAG) == TAG && (word >> 3) % PARTICIPANTS == (u64) slot;
}

/* What must hold once a death has been recovered from. */
static void check_dead(int slot) {
    struct participant *p = &domain->participant[slot];
    u64 state = STATE(load(&p->claim)); /* IDLE: it died before it joined */
    check(state == DEAD || state == IDLE, "claim of a dead process", p->claim, slot);
    for (int i = 0; i < OBJECTS; i++) {
        u64 word = load(&object(i)->word);
        check(!refers_to(word, slot), "reference to a dead descriptor", i, word);
        check(!(load(&object(i)->hints[slot / 64]) >> slot % 64 & 1), "hint of a dead waiter", i, slot);
        check(object(i)->kind != MUTEX || VALUE(word) >> 22 != (u64) slot, "mutex of a dead process", i, word);
    }
    for (int i = 0; i < PARTICIPANTS; i++) {
        u64 claim = load(&domain->participant[i].claim);
        check(!refers_to(claim, slot), "claim refers to a dead descriptor", i, claim);
    }
}

/* ---- Steps ---- */

enum scenario { TAKE_ALL, SIGNAL, SET, UNLOCK, BLOCK_ANY, BLOCK_ALL, CLEAR, PASS_ON, OWN, SCENARIOS };
enum { VICTIM = 1, OTHER = 2, NOT_REACHED = 0, REACHED = 1 };

static int victim(enum scenario scenario) {
    struct participant *self = join(VICTIM);
    struct object *list[] = {object(0), object(1), object(2)}, *lock[] = {object(LOCK)};
    bool abandoned;
    switch (scenario) {
        case TAKE_ALL: return wait_objects(self, list, 3, true, 0, &abandoned);
        case SIGNAL: return !signal_object(self, object(0), releasing, 1);
        case SET: return !signal_object(self, object(EVENT), setting, 1);
        case UNLOCK: return !signal_object(self, object(LOCK), unlocking, self->owner);
        case BLOCK_ANY: return wait_objects(self, list, 2, false, ~0ull, &abandoned) != 1;
        case BLOCK_ALL: return wait_objects(self, list, 2, true, ~0ull, &abandoned);
        case PASS_ON: return wait_objects(self, list, 2, false, ~0ull, &abandoned) < 0;
        case CLEAR: distribute(self, object(0)); return 0;
        default: return wait_objects(self, lock, 1, false, 0, &abandoned);
    }
}

/* Another process that waits for one object. Exits with 0, or 1 if a mutex was abandoned. */
static pid_t other_waiter(int i) {
    pid_t child = new_process();
    if (child == 0) {
        stop_at = NO_HOOK;
        bool abandoned;
        struct object *list[] = {object(i)};
        _exit(wait_objects(join(OTHER), list, 1, false, ~0ull, &abandoned) == 0 ? abandoned : 2);
    }
    while (STATE(load(&domain->participant[OTHER].claim)) != WAITING) sched_yield();
    return child;
}

static int exit_code(pid_t child) {
    int status = 0;
    check(waitpid(child, &status, 0) == child && WIFEXITED(status), "exit of a child", (u64) child, (u64) status);
    return WEXITSTATUS(status);
}

/*
 * What another process does while the victim is dead or stopped, and nobody has noticed. None of it
 * may block.
 */
static void use_all_objects(void) {
    bool abandoned;
    for (int i = 0; i < SEMS; i++) {
        struct object *list[] = {object(i)};
        if (wait_objects(tester, list, 1, false, 0, &abandoned) == 0) signal_object(tester, object(i), releasing, 1);
    }
    struct object *all[] = {object(0), object(1), object(2)};
    if (wait_objects(tester, all, 3, true, 0, &abandoned) == 0)
        for (int i = 0; i < 3; i++) signal_object(tester, object(i), releasing, 1);
}

static void prepare(enum scenario scenario, pid_t *other) {
    if (scenario == TAKE_ALL) for (int i = 0; i < 3; i++) signal_object(tester, object(i), releasing, 1);
    if (scenario == UNLOCK) store(&object(LOCK)->word, ((u64) VICTIM << 22 | 1) << 32 | DEPTH_ONE);
    if (scenario == SIGNAL) *other = other_waiter(0);
    if (scenario == CLEAR) store(&object(0)->word, QUEUED); /* by a wait that has ended */
    if (scenario == SET) *other = other_waiter(EVENT);
    if (scenario == UNLOCK) *other = other_waiter(LOCK);
}

/* Lets a blocked victim go on. */
static void stimulate(enum scenario scenario, bool *done) {
    if (*done || STATE(load(&domain->participant[VICTIM].claim)) != WAITING) return;
    if (scenario == BLOCK_ANY) signal_object(tester, object(1), releasing, 1);
    if (scenario == BLOCK_ALL) for (int i = 0; i < 2; i++) signal_object(tester, object(i), releasing, 1);
    *done = true;
}

/* Checks the counts after a kill, recovered from. `step` is where it died; nothing of it was acknowledged. */
static void check_counts(enum scenario scenario, enum hook step, bool stimulated) {
    if (scenario == TAKE_ALL) {
        for (int i = 0; i < 3; i++) check(count(i) == (step <= MCAS_INSTALLED), "all or none, by step", i, step);
    } else if (scenario == BLOCK_ANY || scenario == BLOCK_ALL) {
        if (!stimulated) return;
        check(scenario == BLOCK_ANY || count(0) == count(1), "a part of all", count(0), count(1));
        bool mayHave = !domain->handOff && (step > MCAS_INSTALLED);
        check(count(1) == 1 || (mayHave && count(1) == 0), "a count is lost", count(1), step);
    }
}

static void after_kill(enum scenario scenario, enum hook step, bool stimulated, pid_t other) {
    use_all_objects();
    if (scenario == TAKE_ALL) check_counts(scenario, step, false); /* right before anyone has noticed the death */
    if (scenario == OWN) other = other_waiter(LOCK);
    if (scenario == CLEAR) other = other_waiter(0);
    recover(tester, VICTIM);
    check_dead(VICTIM);
    check_counts(scenario, step, stimulated);
    if (!other) return;
    if (scenario == CLEAR) signal_object(tester, object(0), releasing, 1);
    check(exit_code(other) == (scenario == OWN), "the other waiter", (u64) scenario, (u64) step);
    if (scenario == SIGNAL) check(count(0) == 0, "a signal is doubled", count(0), 0);
}

static void after_stop(enum scenario scenario, enum hook step, pid_t child, pid_t other, bool *stimulated) {
    use_all_objects();
    if (scenario == SIGNAL && (step <= MCAS_DECIDED || step == SIGNAL_VISIBLE)) { /* we have finished what it began */
        check(exit_code(other) == 0, "a waiter of a stopped signaller", step, 0);
        other = 0;
    }
    if ((scenario == BLOCK_ANY || scenario == BLOCK_ALL) && !*stimulated) { /* before it sleeps */
        for (int i = scenario == BLOCK_ANY; i < 2; i++) signal_object(tester, object(i), releasing, 1);
        *stimulated = true;
    }
    if (scenario == CLEAR) other = other_waiter(0); /* it must be found, although the victim saw no hint */
    if (scenario == PASS_ON) {
        other = other_waiter(1);
        signal_object(tester, object(1), releasing, 1); /* wakes the victim, which then finds object 0 first */
        signal_object(tester, object(0), releasing, 1);
        *stimulated = true;
    }
    kill(child, SIGCONT);
    int status;
    while (waitpid(child, &status, WNOHANG) == 0) stimulate(scenario, stimulated);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a stopped process goes on", (u64) scenario, (u64) status);
    if (scenario == CLEAR) signal_object(tester, object(0), releasing, 1);
    if (scenario == PASS_ON && domain->handOff) { /* the victim was given 1 at once, and left 0 */
        signal_object(tester, object(1), releasing, 1);
        signal_object(tester, object(0), setting, 0);
    }
    if (other) check(exit_code(other) == 0, "the other waiter", (u64) scenario, (u64) status);
    for (int i = 0; i < 3; i++) check(count(i) == 0, "all is taken", i, count(i));
}

static int one_step(enum scenario scenario, bool handOff, enum hook step, int turn, int signal) {
    new_domain(handOff);
    pid_t other = 0;
    bool stimulated = false;
    prepare(scenario, &other);
    pid_t child = new_process();
    if (child == 0) {
        stop_at = step; stop_turn = turn; stop_signal = signal;
        int result = victim(scenario);
        if (scenario == OWN && step == NO_HOOK + 1) kill(getpid(), SIGKILL);
        _exit(result);
    }
    int status;
    while (waitpid(child, &status, WNOHANG | WUNTRACED) == 0) stimulate(scenario, &stimulated);
    if (WIFEXITED(status)) {
        check(WEXITSTATUS(status) == 0, "a victim that was not stopped", scenario, step);
        if (other) exit_code(other);
        return NOT_REACHED;
    }
    if (WIFSTOPPED(status)) after_stop(scenario, step, child, other, &stimulated);
    else after_kill(scenario, step, stimulated, other);
    return REACHED;
}

static void hooks(void) {
    int reached = 0, steps[HOOKS] = {0};
    for (int handOff = 0; handOff < 2; handOff++)
        for (int scenario = 0; scenario < SCENARIOS; scenario++)
            for (int step = 1; step < HOOKS; step++)
                for (int stop = 0; stop < 2; stop++)
                    for (int turn = 1; turn < 12; turn++) {
                        if (scenario == PASS_ON && (!stop || step != WAIT_CLAIMED || turn > 1)) break;
                        if (scenario == OWN && (stop || step > 1 || turn > 1)) break;
                        alarm(ALARM);
                        if (one_step(scenario, handOff, step, turn, stop ? SIGSTOP : SIGKILL) == NOT_REACHED) break;
                        reached++; steps[step]++;
                    }
    for (int step = 1; step < HOOKS; step++) check(steps[step] > 0, "a step that no scenario reaches", step, 0);
    printf("stopped or killed at %d steps of %d scenarios\n", reached, SCENARIOS);
}

/* ---- Random ---- */

enum operation { NONE, TAKING_ANY, TAKING_EACH, RELEASING };
/*
 * What a worker has and does, in one word, so that it is right at each instant: tokens held 0-7,
 * operation 8-15, tokens meant 16-23.
 */
#define LOG(held, operation, meant) ((u64) (held) | (u64) (operation) << 8 | (u64) (meant) << 16)
struct worker { u64 log, operations, paused, armed, steps[HOOKS], pad[4]; };
struct run { u64 pause, rounds, a, b, pad[4]; struct worker worker[WORKERS + 1]; };
static struct run *run;
static u64 seed;

static u64 next_random(u64 bound) {
    seed ^= seed << 13; seed ^= seed >> 7; seed ^= seed << 17;
    return seed % bound;
}

static void use_lock(struct participant *self) {
    struct object *list[] = {object(LOCK)};
    bool abandoned;
    if (wait_objects(self, list, 1, false, now() + 1000000, &abandoned) != 0) return;
    if (abandoned) store(&run->b, load(&run->a));
    check(load(&run->a) == load(&run->b), "two owners at the same time", run->a, run->b);
    store(&run->a, run->a + 1);
    store(&run->b, run->b + 1);
    check(signal_object(self, object(LOCK), unlocking, self->owner), "unlock", 0, 0);
}

/*
 * FIRST and SECOND are taken at one instant, and set in that order. So nobody may see SECOND set and
 * FIRST unset.
 */
static void use_pair(struct participant *self) {
    struct object *pair[] = {object(FIRST), object(SECOND)};
    bool abandoned;
    if (next_random(2)) {
        if (wait_objects(self, pair, 2, true, 0, &abandoned) != 0) return;
        signal_object(self, object(FIRST), setting, 1);
        signal_object(self, object(SECOND), setting, 1);
        return;
    }
    struct entry both[2]; /* a snapshot: it changes nothing */
    do {
        for (int i = 0; i < 2; i++) {
            u64 word = value_of(&pair[i]->word);
            both[i] = (struct entry) {offset_of(pair[i]), word, word};
        }
    } while (!mcas(self, both, 2, NULL));
    check(VALUE(both[0].old) >= VALUE(both[1].old), "a part of all is seen", both[0].old, both[1].old);
}

/* Takes tokens, and gives each back. A worker that waits holds none, so each wait ends. */
static void use_tokens(struct participant *self, struct worker *me) {
    u64 meant = 1 + next_random((1 << SEMS) - 1);
    bool all = next_random(2), abandoned;
    struct object *list[MOST];
    int index[MOST];
    u32 n = 0;
    u64 shift = next_random(SEMS);
    if (all && next_random(4) == 0) { index[n] = GATE; list[n++] = object(GATE); }
    for (u64 i = 0; i < SEMS; i++) {
        int s = (int) ((i + shift) % SEMS);
        if (meant >> s & 1) { index[n] = s; list[n++] = object(s); }
    }
    store(&me->log, LOG(0, all ? TAKING_EACH : TAKING_ANY, meant));
    int got = wait_objects(self, list, n, all, ~0ull, &abandoned);
    check(got >= 0, "a wait without a deadline", (u64) got, n);
    u64 held = all ? meant : 1ull << index[got];
    store(&me->log, LOG(held, NONE, 0));
    if (next_random(4) == 0) sched_yield(); /* so that others have to wait */
    if (next_random(64) == 0) usleep(50);
    for (int s = 0; s < SEMS; s++) {
        if (!(held >> s & 1)) continue;
        store(&me->log, LOG(held, RELEASING, 1 << s));
        check(signal_object(self, object(s), releasing, 1), "release", (u64) s, 0);
        held &= ~(1ull << s);
        store(&me->log, LOG(held, NONE, 0));
    }
}

static void work(int slot, u64 itsSeed) {
    seed = itsSeed * 2654435761u + 88172645463325252ull + (u64) slot;
    struct participant *self = join(slot);
    struct worker *me = &run->worker[slot];
    steps_done = me->steps;
    stop_at = NO_HOOK;
    for (;;) {
        for (u64 round; (round = load(&run->pause)) != 0; usleep(50)) store(&me->paused, round);
        u64 armed = load(&me->armed);
        if (armed && !stop_at) { stop_at = armed >> 32; stop_turn = (int) (u32) armed; stop_signal = SIGKILL; }
        if (next_random(4) == 0) use_lock(self);
        else if (next_random(3) == 0) use_pair(self);
        else use_tokens(self, me);
        store(&me->operations, me->operations + 1);
    }
}

static pid_t start(int slot, u64 itsSeed) {
    store(&run->worker[slot].log, 0); /* here, as the child may be killed before it runs */
    store(&run->worker[slot].armed, 0);
    store(&run->worker[slot].paused, 0);
    pid_t child = new_process();
    if (child == 0) work(slot, itsSeed);
    return child;
}

static u64 operations(int without) { /* of all workers but one */
    u64 sum = 0;
    for (int i = 1; i <= WORKERS; i++) if (i != without) sum += load(&run->worker[i].operations);
    return sum;
}

/*
 * Works while a process is dead or stopped, and nobody has noticed. The tester must not block. The
 * others may: the victim may have had the last token, or may have given one to a waiter that it did
 * not wake any more.
 */
static void let_work(int without) {
    use_all_objects();
    u64 from = operations(without);
    for (int i = 0; i < 50 && operations(without) < from + 20; i++) usleep(20);
}

static void pause_all(int without) {
    u64 round = ++run->rounds; /* another number each time: a worker may just be leaving the last pause */
    store(&run->pause, round);
    for (int i = 1; i <= WORKERS; i++) {
        while (i != without && load(&run->worker[i].paused) != round) usleep(20);
    }
}

/* Which tokens are missing must be what the victim held, give or take its one unfinished operation. */
static u64 check_lost(u64 log) {
    u64 lost = 0, held = log & 0xff, meant = log >> 16 & 0xff;
    for (int s = 0; s < SEMS; s++) {
        check(count(s) == TOKENS || count(s) == TOKENS - 1, "tokens left", (u64) s, count(s));
        if (count(s) < TOKENS) lost |= 1ull << s;
    }
    bool good = lost == held;
    switch (log >> 8 & 0xff) {
        case TAKING_ANY: good = (lost & ~meant) == 0 && (lost & (lost - 1)) == 0; break;
        case TAKING_EACH: good = lost == 0 || lost == meant; break;
        case RELEASING: good = lost == held || lost == (held & ~meant); break;
        default: break;
    }
    check(good, "tokens lost", lost, log);
    return lost;
}

/* Another process begins to recover, and is killed meanwhile. */
static void recover_and_die(int dead) {
    pid_t child = new_process();
    if (child == 0) {
        recover(join(RECOVERER), (u64) dead);
        for (;;) pause();
    }
    usleep((useconds_t) next_random(600));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    recover(tester, RECOVERER);
}

static void one_kill(pid_t *child, int *stops, int *recoverers) {
    int victim = 1 + (int) next_random(WORKERS);
    u64 how = next_random(4);
    bool ended = false;
    if (how < 2) { /* at a step of the protocol, if it gets there in time */
        store(&run->worker[victim].armed, (1 + next_random(HOOKS - 1)) << 32 | (1 + next_random(20)));
        for (int i = 0; i < 100 && !ended; i++) {
            usleep(20);
            ended = waitpid(child[victim], NULL, WNOHANG) != 0;
        }
    } else {
        usleep((useconds_t) next_random(1500));
    }
    if (how == 2) {
        kill(child[victim], SIGSTOP);
        let_work(victim);
        ++*stops;
    }
    if (!ended) {
        kill(child[victim], SIGKILL);
        waitpid(child[victim], NULL, 0);
    }
    let_work(victim);
    u64 log = load(&run->worker[victim].log);
    if (next_random(4) == 0) { recover_and_die(victim); ++*recoverers; }
    recover(tester, (u64) victim);
    check_dead(victim);
    pause_all(victim);
    u64 lost = check_lost(log);
    u64 lock = value_of(&object(LOCK)->word);
    check(VALUE(lock) == 0, "the mutex is stuck", lock, 0);
    check(run->a == run->b || lock & ABANDONED, "not abandoned", run->a, run->b);
    for (int s = 0; s < SEMS; s++) if (lost >> s & 1) signal_object(tester, object(s), releasing, 1);
    for (int i = FIRST; i <= SECOND; i++) signal_object(tester, object(i), setting, 1);
    store(&run->pause, 0);
    child[victim] = start(victim, next_random(1u << 30));
}

static void random_run(u64 itsSeed, int kills, u64 enough) {
    int stops = 0, recoverers = 0;
    u64 sum = 0, steps[HOOKS] = {0};
    for (int handOff = 0; handOff < 2; handOff++) {
        seed = itsSeed * 2654435761u + 1 + (u64) handOff;
        new_domain(handOff);
        memset(run, 0, sizeof *run);
        for (int s = 0; s < SEMS; s++) store(&object(s)->word, (u64) TOKENS << 32);
        pid_t child[WORKERS + 1];
        for (int i = 1; i <= WORKERS; i++) child[i] = start(i, next_random(1u << 30));
        for (int i = 0; i < kills / 2; i++) { alarm(ALARM); one_kill(child, &stops, &recoverers); }
        alarm(ALARM * 10);
        while (operations(0) < enough / 2) usleep(100);
        pause_all(0);
        check(check_lost(0) == 0 && run->a == run->b, "conservation", run->a, run->b);
        sum += operations(0);
        for (int i = 1; i <= WORKERS; i++) { kill(child[i], SIGKILL); waitpid(child[i], NULL, 0); }
        store(&run->pause, 0);
        for (int i = 1; i <= WORKERS; i++) {
            for (int step = 1; step < HOOKS; step++) steps[step] += run->worker[i].steps[step];
        }
    }
    for (int step = 1; step < HOOKS && enough; step++) {
        check(steps[step] > 0, "a step that is never taken", (u64) step, 0);
    }
    printf("%llu operations, %d kills, %d of them of a stopped process, %d recoverers killed\n",
           (unsigned long long) sum, kills, stops, recoverers);
    for (int step = 1; step < HOOKS; step++) {
        printf("step %d: %llu times\n", step, (unsigned long long) steps[step]);
    }
}

int main(int arguments, char **argument) {
    setpgid(0, 0);
    signal(SIGALRM, on_alarm);
    domain = mmap(NULL, sizeof *domain, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    run = mmap(NULL, sizeof *run, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const char *mode = arguments > 1 ? argument[1] : "";
    u64 itsSeed = arguments == 4 ? strtoull(argument[2], NULL, 10) : 0;
    if (arguments == 2 && !strcmp(mode, "hooks")) {
        hooks();
    } else if (arguments == 4 && !strcmp(mode, "random")) {
        random_run(itsSeed, atoi(argument[3]), 0);
    } else if (arguments == 4 && !strcmp(mode, "conserve")) {
        random_run(itsSeed, 0, strtoull(argument[3], NULL, 10));
    } else {
        fprintf(stderr, "usage: model hooks | random SEED KILLS | conserve SEED OPERATIONS\n");
        return 2;
    }
    return 0;
}
