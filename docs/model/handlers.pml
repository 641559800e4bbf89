/*
 * Several handlers of an event, and events that share a process. README.md says what is checked, what was explored, and what was left out;
 * `./check` runs it. How an event comes into the ledger, and its messages, are in protocol.pml: here an event that is due and free can be
 * taken by any worker at any moment.
 *
 * A d_step is one transaction of storage, or one thing that happens inside a process. -DBREAK_... chooses a variant that is broken on purpose.
 */

#ifndef KILLER
#define KILLER 0       /* 1: handler 0 of event 0 may end its process, each time it runs */
#endif
#ifndef CRASHES
#define CRASHES 0      /* processes that die for other reasons */
#endif
#ifndef DEAF
#define DEAF 0         /* runs of handler 0 of event 0 that ignore their timeout and live on */
#endif
#ifndef LAPSES
#define LAPSES 0       /* leases that end although the run is alive */
#endif
#ifndef PAUSES
#define PAUSES 0       /* pauses of handler 0, each of which is resumed */
#endif
#ifndef REDRIVES
#define REDRIVES 0     /* dead letters that an operator redrives */
#endif
#ifndef RESENDS
#define RESENDS 0      /* handlers of ended events that an operator runs again */
#endif
#ifndef EVENTS
#define EVENTS 2
#endif
#ifndef SECOND
#define SECOND 1       /* 1: the second event wants one handler, 2: both */
#endif
#define ATTEMPTS 2     /* Processing__MaxAttempts */
#define MOST_ALONE 3   /* Processor.MostCrashesAlone */

/* Workers 0 and 1 share a process, worker 2 has one of its own. 3 is nobody. */
#define PROCESS(w) ((w) / 2)
#define MATE(w) ((w) == 2 -> 3 : 1 - (w))
#define H(e, h) (2 * (e) + (h))
#define R(w, h) (2 * (w) + (h))

/* An event. */
#define PENDING   0
#define PROCESSED 1
#define DEAD      2

/* A handler of an event. */
#define WAITING 0
#define DONE    1
#define FAILED  2
#define ABSENT  3

/* A worker. */
#define IDLE    0
#define TAKEN   1      /* has read the event, and has its place among the runs of the process */
#define RUNS    2

/* A handler in a run. */
#define NONE    0
#define RUNNING 1
#define WELL    2
#define BADLY   3

/* The ledger. */
byte event[2], beside[2], alone[2];                /* crashes beside other runs, and alone */
byte handler[4], attempts[4];
bool due[4], leased[2], parked[2], paused;

/* The processes: what dies with them. */
byte phase[4], at[4], result[8];
bool fresh[4], isAlone[4];                         /* whether the row is as it was read: the ETag */
bool sees[2], livesOn[2];                          /* what a process knows of the pause; whether a run has outlived its timeout in it */

byte resuming;
byte crashes = CRASHES, deaf = DEAF, lapses = LAPSES, pauses = PAUSES, redrives = REDRIVES, resends = RESENDS;

/* The witnesses, all since somebody last asked for the handler or the event. */
bool effect[4], recorded[4], hasDied, hasLapsed, givenUp[2];
byte failures[4], deathsAlone[2];

hidden byte i;

#define SUSPECT(e) (beside[e] + alone[e] > 0)
#define IS_WAITING(e, h) (handler[H(e, h)] == WAITING)
#define ARE_WAITING(e) (IS_WAITING(e, 0) || IS_WAITING(e, 1))
#ifdef BREAK_PAUSE_COUNTS
#define IS_PAUSED(w, h) false
#else
#define IS_PAUSED(w, h) ((h) == 0 && sees[PROCESS(w)])
#endif
#define CAN_START(w, e, h) (IS_WAITING(e, h) && due[H(e, h)] && !IS_PAUSED(w, h) && result[R(w, h)] == NONE)
#define CAN_RUN(w, e) (CAN_START(w, e, 0) || CAN_START(w, e, 1))
#ifdef BREAK_PAUSE_EVENT
#define CAN_PARK(w, e) (IS_WAITING(e, 0) && IS_PAUSED(w, 0))
#else
#define CAN_PARK(w, e) (IS_WAITING(e, 0) && IS_PAUSED(w, 0) && !IS_WAITING(e, 1))
#endif
#ifdef BREAK_GATE
#define MAY_ENTER(w, e) true
#else
#define MAY_ENTER(w, e) (phase[MATE(w)] == IDLE || !isAlone[MATE(w)] && !SUSPECT(e))
#endif
/* Of two idle workers of a process it is always the first that takes the next event: they differ in nothing. */
#define CAN_TAKE(w, e) (phase[w] == IDLE && (w != 1 || phase[0] != IDLE) && event[e] == PENDING && !leased[e] && !parked[e] && MAY_ENTER(w, e) && (CAN_RUN(w, e) || CAN_PARK(w, e)))
#define ANY(w, what) (result[R(w, 0)] == what || result[R(w, 1)] == what)
#define HOLDS(w, e) (phase[w] == RUNS && at[w] == e && fresh[w])
#define IS_HELD(e) (HOLDS(0, e) || HOLDS(1, e) || HOLDS(2, e))
#define RUNS_NOW(w, e, h) (phase[w] == RUNS && at[w] == e && result[R(w, h)] == RUNNING)

inline written(e) {
    fresh[0] = fresh[0] && at[0] != e; fresh[1] = fresh[1] && at[1] != e; fresh[2] = fresh[2] && at[2] != e
}

inline forget(w) {
    phase[w] = IDLE; at[w] = 0; fresh[w] = false; isAlone[w] = false; result[R(w, 0)] = NONE; result[R(w, 1)] = NONE
}

inline start(w, e, h) {
    assert(hasLapsed || !(RUNS_NOW(0, e, h) || RUNS_NOW(1, e, h) || RUNS_NOW(2, e, h)));  /* one run at a time */
    assert(hasLapsed || !recorded[H(e, h)]);                      /* what is done is not run again */
    assert(hasLapsed || hasDied || !effect[H(e, h)]);             /* once, where nobody dies */
    assert(!(h == 0 && paused && sees[PROCESS(w)]));              /* no attempt while it is paused */
    assert(!(e == 0 && h == 0 && livesOn[PROCESS(w)]));           /* nor while an earlier run lives on in the process */
    result[R(w, h)] = RUNNING
}

#ifdef BREAK_LIVE_RUNS
#define LIVES_ON(w, e, h) false
#else
#define LIVES_ON(w, e, h) ((e) == 0 && (h) == 0 && livesOn[PROCESS(w)])
#endif

inline fail(w, e, h) {
    result[R(w, h)] = BADLY; failures[H(e, h)] = (failures[H(e, h)] < ATTEMPTS -> failures[H(e, h)] + 1 : ATTEMPTS)
}

inline startDue(w, e) {
    for (i : 0 .. 1) {
        if
        :: CAN_START(w, e, i) && LIVES_ON(w, e, i) -> fail(w, e, i)
        :: CAN_START(w, e, i) && !LIVES_ON(w, e, i) -> start(w, e, i)
        :: else
        fi
    };
    skip
}

/* A run that has a verdict is no crash. */
inline hasVerdict(e) {
    beside[e] = 0; alone[e] = 0; deathsAlone[e] = 0
}

/* A suspect that shares its process with a run that lives on is not alone. */
#ifdef BREAK_COMPANY
#define IS_ALONE(w) isAlone[w]
#else
#define IS_ALONE(w) (isAlone[w] && (!livesOn[PROCESS(w)] || at[w] == 0))
#endif

inline claim(w, e) {
    if
    :: IS_ALONE(w) -> alone[e]++
    :: else -> beside[e] = 1
    fi;
    leased[e] = true; written(e); fresh[w] = true; phase[w] = RUNS;
#ifdef BREAK_CRASH_COUNTS
    attempts[H(e, 0)] = (attempts[H(e, 0)] < ATTEMPTS -> attempts[H(e, 0)] + 1 : ATTEMPTS);
#endif
#ifdef BREAK_RERUN
    for (i : 0 .. 1) { handler[H(e, i)] = (handler[H(e, i)] == DONE -> WAITING : handler[H(e, i)]); due[H(e, i)] = handler[H(e, i)] == WAITING };
#endif
    startDue(w, e)
}

#ifdef BREAK_SHARED_ATTEMPTS
#define ATTEMPT(e, h) attempts[H(e, 0)]
#else
#define ATTEMPT(e, h) attempts[H(e, h)]
#endif

/* Each handler that has ended gets its own state, its own attempts and its own wait. */
inline save(w, e) {
    for (i : 0 .. 1) {
        if
        :: result[R(w, i)] == WELL -> handler[H(e, i)] = DONE; recorded[H(e, i)] = true; due[H(e, i)] = false; result[R(w, i)] = NONE;
            attempts[H(e, i)] = 0; failures[H(e, i)] = 0
        :: result[R(w, i)] == BADLY ->
#ifndef BREAK_CRASH_COUNTS
            ATTEMPT(e, i) = (ATTEMPT(e, i) < ATTEMPTS -> ATTEMPT(e, i) + 1 : ATTEMPTS);
#endif
            due[H(e, i)] = false; result[R(w, i)] = NONE;
            if
            :: ATTEMPT(e, i) >= ATTEMPTS ->
                handler[H(e, i)] = FAILED;
                assert(failures[H(e, i)] >= ATTEMPTS)             /* its own attempts are used up: no other's, and no crash */
            :: else
            fi
        :: else
        fi
    };
    written(e); fresh[w] = true
}

inline endIfOver(e) {
    if
    :: handler[H(e, 0)] == FAILED || handler[H(e, 1)] == FAILED ->
#ifdef BREAK_EARLY_END
        event[e] = DEAD;
#else
        event[e] = (ARE_WAITING(e) -> PENDING : DEAD);
#endif
        assert(event[e] == PENDING || !ARE_WAITING(e))            /* no handler loses its turn to another's failure */
    :: else -> event[e] = (ARE_WAITING(e) -> PENDING : PROCESSED)
    fi
}

inline giveUp(e) {
    assert(e == 0 && KILLER || CRASHES + LAPSES >= MOST_ALONE);   /* never for a neighbour */
    assert(deathsAlone[e] >= MOST_ALONE || hasLapsed);            /* for what it did alone */
    event[e] = DEAD; givenUp[e] = true; hasVerdict(e); written(e)
}

inline die(p) {
    hasDied = true;
    for (i : 0 .. 2) {
        if
        :: PROCESS(i) == p && phase[i] == RUNS && phase[MATE(i)] != RUNS && (!livesOn[p] || at[i] == 0) -> deathsAlone[at[i]] = (deathsAlone[at[i]] < MOST_ALONE -> deathsAlone[at[i]] + 1 : MOST_ALONE)
        :: else
        fi
    };
    for (i : 0 .. 2) {
        if
        :: PROCESS(i) == p -> forget(i)
        :: else
        fi
    };
    sees[p] = paused; livesOn[p] = false
}

#ifdef BREAK_NEIGHBOURS
#define IS_GIVEN_UP(e) (beside[e] + alone[e] >= MOST_ALONE - 1)
#else
#ifdef BREAK_GIVE_UP
#define IS_GIVEN_UP(e) false
#else
#define IS_GIVEN_UP(e) (alone[e] >= MOST_ALONE)
#endif
#endif

inline take(w, e) {
    at[w] = e; fresh[w] = true; isAlone[w] = SUSPECT(e); phase[w] = TAKEN
}

proctype Worker(byte w) {
end_idle:
    do
    :: d_step { CAN_TAKE(w, 0) -> take(w, 0) }
#if EVENTS > 1
    :: d_step { CAN_TAKE(w, 1) -> take(w, 1) }
#endif
    :: d_step { phase[w] == TAKEN && fresh[w] && IS_GIVEN_UP(at[w]) -> giveUp(at[w]); forget(w) }
#ifdef BREAK_CLAIM
    :: d_step { phase[w] == TAKEN && CAN_RUN(w, at[w]) -> claim(w, at[w]) }
#else
    :: d_step { phase[w] == TAKEN && fresh[w] && !IS_GIVEN_UP(at[w]) && CAN_RUN(w, at[w]) -> claim(w, at[w]) }
#endif
    :: d_step { phase[w] == TAKEN && fresh[w] && !IS_GIVEN_UP(at[w]) && CAN_PARK(w, at[w]) ->
            assert(paused != sees[PROCESS(w)] || !IS_WAITING(at[w], 1)); /* nobody waits for another's pause */
            parked[at[w]] = true; written(at[w]); forget(w) }
    :: d_step { phase[w] == TAKEN && (!fresh[w] || !CAN_RUN(w, at[w]) && !CAN_PARK(w, at[w])) -> forget(w) }

    /* The handlers, side by side. What has ended is written down while others run, and who failed is tried again when it is due. */
    :: d_step { phase[w] == RUNS && result[R(w, 0)] == RUNNING -> result[R(w, 0)] = WELL; effect[H(at[w], 0)] = true }
    :: d_step { phase[w] == RUNS && result[R(w, 1)] == RUNNING -> result[R(w, 1)] = WELL; effect[H(at[w], 1)] = true }
    :: d_step { phase[w] == RUNS && result[R(w, 0)] == RUNNING -> fail(w, at[w], 0) }
    :: d_step { phase[w] == RUNS && result[R(w, 1)] == RUNNING -> fail(w, at[w], 1) }
    :: d_step { phase[w] == RUNS && at[w] == 0 && result[R(w, 0)] == RUNNING && deaf > 0 -> deaf--; fail(w, 0, 0); livesOn[PROCESS(w)] = true }
    :: d_step { w != 1 && livesOn[PROCESS(w)] -> livesOn[PROCESS(w)] = false }
    :: d_step { phase[w] == RUNS && ANY(w, RUNNING) && (ANY(w, WELL) || ANY(w, BADLY)) && fresh[w] -> save(w, at[w]) }
    :: d_step { phase[w] == RUNS && ANY(w, RUNNING) && fresh[w] && CAN_RUN(w, at[w]) -> startDue(w, at[w]) }
    :: d_step { phase[w] == RUNS && !ANY(w, RUNNING) && fresh[w] ->
            save(w, at[w]); hasVerdict(at[w]); leased[at[w]] = false; endIfOver(at[w]); written(at[w]); forget(w) }
    :: d_step { phase[w] == RUNS && !fresh[w] -> forget(w) }      /* the claim was lost: whoever has it decides */

    /* Death takes the neighbours along. */
    :: d_step { phase[w] == RUNS && KILLER && at[w] == 0 && result[R(w, 0)] == RUNNING -> die(PROCESS(w)) }
    :: d_step { w != 1 && KILLER && livesOn[PROCESS(w)] -> die(PROCESS(w)) }
    :: d_step { crashes > 0 && phase[w] != IDLE -> crashes--; die(PROCESS(w)) }

    :: d_step { w != 1 && sees[PROCESS(w)] != paused -> sees[PROCESS(w)] = paused }
    od
}

/* The handler is put back to its beginning. */
inline requeue(e, h) {
    handler[H(e, h)] = WAITING; attempts[H(e, h)] = 0; due[H(e, h)] = true; failures[H(e, h)] = 0; effect[H(e, h)] = false
}

inline putBack(e) {
    event[e] = PENDING; parked[e] = false; givenUp[e] = false; hasVerdict(e); written(e)
}

/* Each of these is one transaction, guarded by the version that was read. */
inline redrive(e) {
    redrives--;
    for (i : 0 .. 1) {
        if
#ifdef BREAK_REDRIVE
        :: handler[H(e, i)] != ABSENT -> requeue(e, i)
#else
        :: handler[H(e, i)] == FAILED || handler[H(e, i)] == WAITING -> requeue(e, i)
#endif
        :: else
        fi
    };
    putBack(e)
}

inline resend(e, h) {
    resends--; recorded[H(e, h)] = false; requeue(e, h); putBack(e)
}

proctype Operator() {
end_idle:
    do
    :: d_step { redrives > 0 && event[0] == DEAD -> redrive(0) }
    :: d_step { redrives > 0 && event[1] == DEAD -> redrive(1) }
    :: d_step { resends > 0 && event[0] != PENDING && handler[H(0, 0)] == DONE -> resend(0, 0) }
    :: d_step { resends > 0 && event[0] != PENDING && handler[H(0, 1)] == DONE -> resend(0, 1) }
    :: d_step { pauses > 0 && !paused && resuming == 0 -> pauses--; paused = true }
    :: d_step { paused -> paused = false; resuming = EVENTS }     /* then its events are queued, one by one */
    :: d_step { resuming > 0 && parked[resuming - 1] -> resuming--; parked[resuming] = false; written(resuming) }
    :: d_step { resuming > 0 && !parked[resuming - 1] -> resuming-- }
    :: d_step { resuming > 0 -> resuming = 0 }                    /* it dies before all are */
    od
}

inline mustBeOver(e) {
    assert(event[e] != PENDING);                                  /* nothing is stuck */
    assert(!leased[e]);
    for (i : 0 .. 1) {
        assert(handler[H(e, i)] != DONE || effect[H(e, i)]);      /* done means done */
        assert(event[e] != PROCESSED || handler[H(e, i)] == DONE || handler[H(e, i)] == ABSENT);
        assert(handler[H(e, i)] != WAITING || givenUp[e])         /* nobody starves */
    };
    skip
}

/* What happens by itself. */
proctype World() {
end_idle:
    do
    :: d_step { event[0] == PENDING && IS_WAITING(0, 0) && !due[H(0, 0)] -> due[H(0, 0)] = true }
    :: d_step { event[0] == PENDING && IS_WAITING(0, 1) && !due[H(0, 1)] -> due[H(0, 1)] = true }
    :: d_step { event[1] == PENDING && IS_WAITING(1, 0) && !due[H(1, 0)] -> due[H(1, 0)] = true }
    :: d_step { event[1] == PENDING && IS_WAITING(1, 1) && !due[H(1, 1)] -> due[H(1, 1)] = true }
#ifndef BREAK_LEASE
    :: d_step { leased[0] && !IS_HELD(0) -> leased[0] = false }
    :: d_step { leased[1] && !IS_HELD(1) -> leased[1] = false }
#endif
    :: d_step { leased[0] && IS_HELD(0) && lapses > 0 -> lapses--; hasLapsed = true; leased[0] = false }
#ifndef BREAK_PARK
    /* An event that waits for a paused handler is looked at again after an hour. While the pause lasts that goes on and on. */
    :: d_step { parked[0] -> parked[0] = false } progress_hour0: skip
    :: d_step { parked[1] -> parked[1] = false } progress_hour1: skip
#endif
    :: timeout ->
        d_step {
            mustBeOver(0);
#if EVENTS > 1
            mustBeOver(1)
#endif
        }
        break
    od
}

init {
    d_step {
        due[0] = true; due[1] = true; due[2] = true; due[3] = true;
#if EVENTS > 1
        handler[H(1, 1)] = (SECOND == 2 -> WAITING : ABSENT)
#else
        event[1] = PROCESSED; handler[H(1, 0)] = ABSENT; handler[H(1, 1)] = ABSENT
#endif
    }
    atomic {
        run Worker(0);
#ifdef NEIGHBOURS
        run Worker(1);
#endif
#ifdef ELSEWHERE
        run Worker(2);
#endif
        run Operator(); run World()
    }
}
