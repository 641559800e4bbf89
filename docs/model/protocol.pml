/*
 * The life of one event, from its delivery to its end. README.md says what is checked, what was explored, and what was left out; `./check`
 * runs it. One event is enough: every transaction of the ledger concerns a single one.
 *
 * Storage is what survives. A d_step is one transaction of it, together with whatever of the same process nobody else could see apart from
 * it. Everything else dies with its process, between any two steps, as often as the budget of misfortune allows. -DBREAK_... chooses a
 * variant that is broken on purpose.
 */

#ifndef CRASHES
#define CRASHES 0     /* processes that die */
#endif
#ifndef LOSSES
#define LOSSES 0      /* messages that storage loses */
#endif
#ifndef DOUBLES
#define DOUBLES 0     /* messages that storage delivers twice */
#endif
#ifndef LAPSES
#define LAPSES 0      /* leases that end although the run is alive: a clock, a pause of the machine */
#endif
#ifndef UNCLEAR
#define UNCLEAR 0     /* writes of an admission that storage does not confirm: never done, done, or done later */
#endif
#ifndef REDRIVES
#define REDRIVES 0
#endif
#ifndef PRESSES
#define PRESSES 0     /* 1: the sender's operator may press "Replay", although the event was answered */
#endif
#ifndef POISONS
#define POISONS 0     /* messages that the host gives up, because crashes have hidden them too often */
#endif
#define ATTEMPTS 2    /* Processing__MaxAttempts */
#define MOST_ALONE 3  /* Processor.MostCrashesAlone */
#define DELIVERIES 2  /* the first, and one that the sender sends because it heard nothing good, or was asked to */
#define MESSAGES 2    /* more at a time differ in nothing */

mtype = { NONE, PENDING, PROCESSED, DEAD };              /* the event row */
mtype = { ACCEPTED, DUPLICATE, REPLAYED, UNAVAILABLE };  /* what the sender is told */

/* The ledger. */
mtype event = NONE;
bool pendingRow, leased, due;
bool nonce[2];                      /* consumed: a retry is signed anew, or repeats the first one's bytes */
byte arrival;                       /* the delivery that recorded the event, or redrove it last */
byte attempts, alone;               /* runs that failed; crashes of the event, the first of them beside others */
bool suspect;

/* Whether a delivery was signed after the death that the event is in. Where no time is signed, none is. */
bool later[2];

/* What readers hold of it is the row as it still stands: the ETag. */
#define OPERATOR 0                  /* 1 and 2 are the workers */
#define SENDER   3
#define POISON   4
bool fresh[5];

/* The queue. */
byte messages;

/* A write on its way that was given up: the delivery's number and its nonce. */
byte late, lateNonce;

/* Who holds the claim, and whether that process lives. The ledger does not know; time does. */
byte owner;

byte crashes = CRASHES, losses = LOSSES, doubles = DOUBLES, lapses = LAPSES, unclear = UNCLEAR, poisons = POISONS;

/* The witnesses. */
byte finishes, accepted, signedAfterDeath, redrivenBySender;
bool running[3], effect, answered2xx, hasLapsed;

#define IS_FREE (event == PENDING && due && !leased)

inline written() { fresh[0] = false; fresh[1] = false; fresh[2] = false; fresh[3] = false; fresh[4] = false }

/* A run that says how it ended is no crash. */
inline hasVerdict() { alone = 0; suspect = false }

inline send() { messages = (messages < MESSAGES -> messages + 1 : messages) }

/* Insert-only: which insert loses decides. */
inline record(me, n, outcome) {
    if
    :: nonce[n] -> outcome = REPLAYED
    :: !nonce[n] && event != NONE -> outcome = DUPLICATE
    :: else ->
        nonce[n] = true; event = PENDING; pendingRow = true; due = true; arrival = me; written();
        outcome = ACCEPTED
    fi
}

inline end(what) {
    event = what; leased = false; owner = 0; attempts = 0; hasVerdict(); due = false; later[0] = false; later[1] = false; written();
#ifndef BREAK_PENDING_ROW
    pendingRow = false;
#endif
    finishes = (what == PROCESSED -> finishes + 1 : finishes);
    assert(finishes <= 1)                                          /* no double effect */
}

inline putBack() { event = PENDING; pendingRow = true; due = true; leased = false; owner = 0; attempts = 0; hasVerdict(); written() }

inline redriveBySender(n) {
    redrivenBySender++; later[n] = false; putBack();
    assert(redrivenBySender <= signedAfterDeath)                   /* never by a captured delivery */
}

inline answer() {
    accepted = (outcome == ACCEPTED -> accepted + 1 : accepted);
    answered2xx = answered2xx || outcome == ACCEPTED || outcome == DUPLICATE;
    assert(!answered2xx || event != NONE);                         /* no loss */
    assert(outcome != REPLAYED || event != NONE);                  /* no nonce is burnt without its event */
    assert(accepted <= 1)                                          /* no event is accepted twice */
}

/* A sender, and the receiver that handles each of its deliveries. */
proctype Sender() {
    byte me = 1, n;
    bool wasUnclear;
    mtype outcome = UNAVAILABLE;
delivery: skip;
#ifdef BREAK_ANSWER_FIRST
    d_step { answered2xx = true };
#endif
    if
    :: n = 0
    :: d_step { me > 1 -> n = 1; later[1] = event == DEAD; signedAfterDeath = (event == DEAD -> signedAfterDeath + 1 : signedAfterDeath) }
    fi;
write:
    if
#ifdef BREAK_TWO_WRITES
    :: d_step { !nonce[n] && event == NONE -> nonce[n] = true }
        if
        :: d_step { crashes > 0 -> crashes-- } goto unanswered
        :: d_step { event == NONE -> event = PENDING; pendingRow = true; due = true; arrival = me; written(); outcome = ACCEPTED }
        :: d_step { event != NONE -> outcome = DUPLICATE }
        fi
    :: d_step { nonce[n] || event != NONE -> record(me, n, outcome) }
#else
    :: d_step { record(me, n, outcome) }
#endif
    :: d_step { unclear > 0 && late == 0 -> unclear--; wasUnclear = true; late = me; lateNonce = n } goto reread
    :: d_step { unclear > 0 -> unclear--; wasUnclear = true } goto reread
    :: d_step { unclear > 0 -> unclear--; wasUnclear = true; record(me, n, outcome) } goto reread
    :: d_step { crashes > 0 -> crashes-- } goto unanswered
    fi;
    if
    :: outcome == ACCEPTED -> goto enqueue
    :: outcome == REPLAYED && (!wasUnclear || arrival != me) -> goto told
    :: else
    fi;
reread:
    if
    :: event == NONE -> goto write
    :: event != NONE && arrival == me -> outcome = ACCEPTED; goto enqueue
    :: event != NONE && event != DEAD && arrival != me -> outcome = DUPLICATE; goto told
#ifndef BREAK_CAPTURED
    :: event == DEAD && arrival != me && !later[n] -> outcome = DUPLICATE; goto told
    :: d_step { event == DEAD && arrival != me && later[n] -> fresh[SENDER] = true }
#else
    :: d_step { event == DEAD && arrival != me -> fresh[SENDER] = true }
#endif
    fi;
    /* A delivery that was signed after the event died puts it back to work, and consumes its nonce. */
    if
    :: d_step { nonce[n] -> outcome = REPLAYED } goto told
    :: d_step { !nonce[n] && fresh[SENDER] -> nonce[n] = true; arrival = me; redriveBySender(n); outcome = DUPLICATE } goto enqueue
    :: !nonce[n] && !fresh[SENDER] -> goto reread
    :: d_step { crashes > 0 -> crashes-- } goto unanswered
    fi;
enqueue:
    if
    :: d_step { send() }
    :: skip                                                        /* the queue refuses: the event is safe */
    :: d_step { crashes > 0 -> crashes-- } goto unanswered
    fi;
told:
    if
    :: d_step { answer() }
        if
        :: outcome == ACCEPTED || outcome == DUPLICATE -> goto done
        :: PRESSES && event == DEAD && me < DELIVERIES
        :: else
        fi
    :: d_step { crashes > 0 -> crashes-- }
    fi;
unanswered: skip;
#ifdef BREAK_ANSWER_FIRST
    goto done;                                                     /* it was told that all is well */
#endif
    d_step { wasUnclear = false; outcome = UNAVAILABLE; me++ };
    if
    :: me <= DELIVERIES -> goto delivery
    :: else
    fi;
done:
    skip
}

inline begin() {
    alone = (suspect -> alone + 1 : alone); suspect = true; leased = true; owner = me; written(); fresh[me] = true; running[me] = true;
    assert(hasLapsed || !(running[1] && running[2]));              /* no two runs side by side */
    assert(hasLapsed || event == PENDING)                          /* none after the end */
}

inline die() { crashes--; running[me] = false; fresh[me] = false; send() }

/* A worker. A crash gives its message back, once that is no longer hidden. A message that comes late is one that was taken late. */
proctype Worker(byte me) {
end_idle:
    if
    :: d_step { messages > 0 && !IS_FREE -> messages-- } goto end_idle
    :: d_step { messages > 0 && IS_FREE -> messages--; fresh[me] = true }
    fi;
    if
    :: d_step { !fresh[me] -> skip } goto end_idle                 /* someone else was first: dropped */
    :: d_step { fresh[me] && alone >= MOST_ALONE -> end(DEAD) } goto end_idle
#ifdef BREAK_CLAIM
    :: d_step { alone < MOST_ALONE -> begin() }
#else
    :: d_step { fresh[me] && alone < MOST_ALONE -> begin() }
#endif
    :: d_step { crashes > 0 -> die() } goto end_idle
    fi;
    /* The handler. Its effect is idempotent. */
    if
    :: d_step { effect = true }
        if
        :: d_step { fresh[me] -> running[me] = false; end(PROCESSED) }
#ifdef BREAK_FINISH
        :: d_step { !fresh[me] -> running[me] = false; end(PROCESSED) }
#else
        :: d_step { !fresh[me] -> running[me] = false }            /* the claim was lost: whoever has it decides */
#endif
        :: d_step { crashes > 0 -> die() }
        fi
    :: d_step { fresh[me] && attempts + 1 < ATTEMPTS ->            /* it fails: later again, by a message or by the sweep */
            attempts++; hasVerdict(); running[me] = false; leased = false; owner = 0; due = false; written() }
        if
        :: d_step { send() }
        :: skip
        fi
    :: d_step { fresh[me] && attempts + 1 >= ATTEMPTS -> running[me] = false; end(DEAD) }
    :: d_step { !fresh[me] -> running[me] = false }
    :: d_step { crashes > 0 -> die() }
    fi;
    d_step { fresh[me] = false };
    goto end_idle
}

#ifndef BREAK_SWEEP
/* The sweep goes by the pending row: what is due, in nobody's hands, and without a message gets one. Dying after that costs one more. */
proctype Sweep() {
end_idle:
    if
    :: d_step { pendingRow && due && !leased && messages == 0 -> send() } goto end_idle
    fi
}
#endif

/* An operator with a list of dead letters: reads, and writes by what was read. */
proctype Operator() {
    byte left = REDRIVES;
end_idle:
    if
    :: d_step { left > 0 && event == DEAD -> left--; fresh[OPERATOR] = true }
    fi;
    if
#ifdef BREAK_REDRIVE
    :: d_step { putBack() }
#else
    :: d_step { fresh[OPERATOR] -> putBack() }
    :: !fresh[OPERATOR] -> goto end_idle
#endif
    fi;
    if
    :: d_step { send() }
    :: skip
    fi;
    goto end_idle
}

/* Whoever has captured what was sent, and posts it again. At worst the scheme has no nonces. */
proctype Attacker() {
end_idle:
    do
    :: d_step { event == DEAD && later[1] -> redriveBySender(1) }  /* as good as the sender's own */
#ifdef BREAK_CAPTURED
    :: d_step { event == DEAD && !later[1] -> redriveBySender(1) }
#endif
    od
}

/* What happens by itself. */
proctype World() {
    mtype ignored;
end_idle:
    do
    :: d_step { late > 0 -> record(late, lateNonce, ignored); late = 0; lateNonce = 0; ignored = 0 }
    :: d_step { late > 0 -> late = 0; lateNonce = 0 }              /* it never arrives */
    :: d_step { messages > 0 && losses > 0 -> losses--; messages-- }
    :: d_step { messages > 0 && doubles > 0 -> doubles--; send() }
    :: d_step { event == PENDING && !due -> due = true }           /* time passes */
#ifndef BREAK_LEASE
    :: d_step { leased && !running[owner] -> leased = false; owner = 0 }
#endif
    :: d_step { leased && running[owner] && lapses > 0 -> lapses--; hasLapsed = true; leased = false; owner = 0 }
    /* It counts as one more crash, if the event is free. */
    :: d_step { messages > 0 && poisons > 0 && crashes < CRASHES && IS_FREE -> poisons--; messages--; fresh[POISON] = true }
        if
        :: d_step { fresh[POISON] && alone + 1 >= MOST_ALONE -> end(DEAD) }
        :: d_step { fresh[POISON] && alone + 1 < MOST_ALONE -> alone++; suspect = true; written() }
            if
            :: d_step { send() }
            :: skip
            fi
        :: d_step { !fresh[POISON] -> skip }
        fi
    :: timeout ->                                                  /* nothing can happen any more */
        assert(event != PENDING);                                  /* no stuck event */
        assert(!pendingRow);                                       /* no pending row left over */
        assert(event != PROCESSED || effect);                      /* no loss: processed means done */
        assert(!answered2xx || event != NONE);
        break
    od
}

init {
    atomic {
        run Sender(); run Worker(1); run Worker(2); run Operator(); run Attacker(); run World();
#ifndef BREAK_SWEEP
        run Sweep()
#endif
    }
}
