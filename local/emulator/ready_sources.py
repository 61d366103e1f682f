"""Tells the front door which queues and streams have something to read, a line of standard output each time: its pumps need not ask."""
import json, threading, time, traceback

from ministack.core.concurrency import esm_wake
from ministack.services import dynamodb, sqs

# Messages become visible with time alone: so often that is looked at. All else wakes at once.
LOOK_SECONDS = 0.25
# What comes within this time is told together.
GATHER_SECONDS = 0.002

def readable_queues():
    """ARNs of the queues with a message that is visible now."""
    now = time.time()
    queues = list(sqs._queues._data.values())
    return [queue["attributes"]["QueueArn"] for queue in queues if any(each.get("visible_at", now) <= now for each in list(queue["messages"]))]

def grown_streams(seen):
    """ARNs of the streams that have grown since the last look; `seen` keeps their ends."""
    grown = []
    for (account, region, name), table in list(dynamodb._tables._data.items()):
        arn = table.get("LatestStreamArn")
        if not arn or not (table.get("StreamSpecification") or {}).get("StreamEnabled"):
            continue
        end = dynamodb.stream_end_position(name, account_id=account, region=region)
        if seen.get(arn, 0) != end:
            grown.append(arn)
        seen[arn] = end
    return grown

def watch():
    seen = {}
    while True:
        if esm_wake.wait(LOOK_SECONDS):
            time.sleep(GATHER_SECONDS)
        esm_wake.clear()
        try:
            ready = readable_queues() + grown_streams(seen)
        except Exception:
            traceback.print_exc()
            continue
        if ready:
            print("ready " + json.dumps(ready), flush=True)

def start():
    threading.Thread(target=watch, daemon=True, name="ready-sources").start()
