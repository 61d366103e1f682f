"""The movable clock, as far as it is the emulator's: schedules see the moved time, so that what has become due fires once.

All else keeps the machine's time. The file that EMBEDDED_AWS_CLOCK names holds by how many milliseconds the clock is ahead (local/gateway/moved-clock.ts).
"""
import os, threading, time, types

from ministack.core import sigv4
from ministack.services import eventbridge, scheduler

def ahead():
    """Seconds by which the clock is ahead."""
    with open(os.environ["EMBEDDED_AWS_CLOCK"], encoding="ascii") as file:
        return int(file.read()) / 1000

def ticking(module, tick, fired, replaced):
    """One sweep over a module's schedules at the moved time; a clock that was set back must not keep them waiting for the time they last fired at."""
    last = 0.0
    def sweep():
        nonlocal last
        offset = ahead()
        now = time.time() + offset
        if offset < last:
            fired.update({key: min(at, now) for key, at in fired.items()})
        last = offset
        types.FunctionType(tick.__code__, {**vars(module), **replaced(now)})()
    return sweep

def calling_once(sweep):
    """A sweep in which a target that several schedules call with one and the same input is called once: a move over a day
    makes due at once what AWS would call at hours of its own."""
    def swept():
        invoke, thread, called = eventbridge._invoke_target, threading.get_ident(), set()
        def invoke_first(target, event, *others, **named):
            call = (target.get("Arn"), target.get("Input"))
            # Events of other threads, and targets that are told of the schedule itself, are none of ours.
            if threading.get_ident() == thread and call[1] is not None:
                if call in called:
                    return None
                called.add(call)
            return invoke(target, event, *others, **named)
        eventbridge._invoke_target = invoke_first
        try:
            sweep()
        finally:
            eventbridge._invoke_target = invoke
    return swept

def correct():
    """Schedules are looked at each second. A function signs with the moved time, so the age of a signature is not looked at."""
    eventbridge._SCHEDULER_TICK_INTERVAL = scheduler._SCHEDULE_TICK_INTERVAL = 1
    eventbridge._tick_scheduled_rules = ticking(
        eventbridge, eventbridge._tick_scheduled_rules, eventbridge._rule_last_fired, lambda now: {"_now_ts": lambda: now})
    scheduler._tick_schedules = calling_once(ticking(
        scheduler, scheduler._tick_schedules, scheduler._schedule_last_fired, lambda now: {"time": types.SimpleNamespace(time=lambda: now)}))
    sigv4.request_time_failure = lambda signature, now=None: None
