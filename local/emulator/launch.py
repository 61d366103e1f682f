"""Starts the pinned emulator with the few corrections that only its own process can make; all others are in local/gateway.

GATEWAY_PORT is the *front door's* port, so that every address that is handed out, and every call of a function, goes through the front door;
the port that it listens on itself is its first line of output, and lines of ready sources follow. Its standard input is a leash: when that
closes, because the parent ended however it ended, the whole process group dies, functions included.
"""
import asyncio, contextlib, decimal, json, os, queue, signal, socket, sys, threading, types

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app
from ministack.core import lambda_runtime
from ministack.services import cloudwatch, eventbridge, lambda_svc

sys.dont_write_bytecode = True
import iam_corrections, moved_clock, ready_sources, rest_apis

REPORTED = 'error: String(err.message || err), trace: err.stack || ""'
WRITE = "const _realStdoutWrite = process.stdout.write.bind(process.stdout);"
MARKED_WRITE = WRITE.replace("_real", "_plain") + """const _realStdoutWrite = (line) => {
  if (/^{"status":"(ok|error)"/.test(line)) process.stderr.write(%s); return _plainStdoutWrite(line); };"""

def correct_numbers_and_alarms():
    """DynamoDB adds with 38 digits, not Python's 28; alarms are evaluated by local/alarms."""
    decimal.DefaultContext.prec = decimal.getcontext().prec = 38
    cloudwatch._evaluate_alarm = lambda alarm: None

def correct_node_worker():
    """A failed function answers with the error's own name and stack; a call's log ends with a mark, so that no line is late or waited for."""
    script, mark = lambda_runtime._NODEJS_WORKER_SCRIPT, "\x01end of call"
    for old, new in ((REPORTED, REPORTED + ', errorType: err.name || "Error"'), (WRITE, MARKED_WRITE % json.dumps(mark + "\n"))):
        assert script.count(old) == 1, f"this release of the emulator has another worker for Node functions: no {old}"
        script = script.replace(old, new)
    lambda_runtime._NODEJS_WORKER_SCRIPT = script
    worker, execute, last = lambda_runtime.Worker, lambda_svc._execute_function_warm, threading.local()
    invoke = worker.invoke
    def drain_to_mark(self):
        lines = []
        with contextlib.suppress(queue.Empty):
            while not lines or lines[-1] != mark:
                lines.append(self._stderr_queue.get(timeout=0.25))
        return "\n".join(line for line in lines if line != mark)
    def invoke_and_remember(self, *arguments, **options):
        last.result = invoke(self, *arguments, **options)
        return last.result
    def execute_and_name(*arguments):
        last.result = {}
        answer = execute(*arguments)
        if last.result.get("errorType") and isinstance(answer.get("body"), dict):
            answer["body"].update(errorType=last.result["errorType"], trace=last.result["trace"].split("\n"))
        return answer
    worker.invoke, worker._drain_stderr_bounded, lambda_svc._execute_function_warm = invoke_and_remember, drain_to_mark, execute_and_name

def correct_events():
    """Rules in the state for all management events run, and they alone see read-only calls; matches count; the front door is an AWS source."""
    dispatch, put, every = eventbridge._dispatch_event, eventbridge._put_events, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    def dispatch_by_state(event, view=None):
        view = view or eventbridge._pattern_event_view(event)
        read_only = event["DetailType"] == "AWS API Call via CloudTrail" and json.loads(event["Detail"]).get("readOnly")
        runs = lambda rule: rule["State"] == every or (rule["State"] == "ENABLED" and not read_only)
        rules = {key: {**rule, "State": "ENABLED"} for key, rule in eventbridge._rules.items() if runs(rule)}
        for key, rule in rules.items():
            pattern, bus = rule.get("EventPattern"), rule["EventBusName"]
            if pattern and bus == event["EventBusName"] and eventbridge._matches_pattern_view(pattern, view):
                dimensions = {"RuleName": rule["Name"], **({} if bus == "default" else {"EventBusName": bus})}
                for name, count in (("MatchedEvents", 1), ("TriggeredRules", 1), ("Invocations", len(eventbridge._targets.get(key, [])))):
                    cloudwatch.record_metric("AWS/Events", name, count, "Count", dimensions)
        types.FunctionType(dispatch.__code__, {**vars(eventbridge), "_rules": rules}, argdefs=dispatch.__defaults__)(event, view)
    eventbridge._dispatch_event = dispatch_by_state
    eventbridge._put_events = lambda data, allow_aws_source=False: put(data, allow_aws_source or data.pop("FromAwsService", False))

threading.Thread(target=lambda: (sys.stdin.buffer.read(), os.killpg(0, signal.SIGKILL)), daemon=True).start()
for correct in (correct_numbers_and_alarms, correct_node_worker, correct_events, iam_corrections.correct, moved_clock.correct, ready_sources.start, rest_apis.correct):
    correct()
listener = socket.create_server(("127.0.0.1", 0))
print(f"listening {listener.getsockname()[1]}", flush=True)
config = Config()
config.bind, config.loglevel, config.keep_alive_timeout, config.keep_alive_max_requests = [f"fd://{listener.fileno()}"], "WARNING", 3600, sys.maxsize
asyncio.run(serve(app.app, config))
