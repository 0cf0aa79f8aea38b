"""Starts MiniStack for the tests of the deployment, with changes that only this harness makes.

1. PutEvents accepts `aws.*` sources. Like AWS, MiniStack refuses them, and nothing in it emits alarm events to
   EventBridge itself: without this no event of an AWS service could reach the stack's rules.
2. Each publish to an SNS topic is also written to the file TOCSIN_PUBLISHED, a JSON line each. MiniStack delivers to
   queues (and so proves the delivery), where only the queue's own text of a message arrives; what a phone and a
   mailbox would get stands in this file.
3. It ends, with its function processes, when the harness that started it is gone.
"""

import json
import os
import signal
import threading
import time

import ministack.app
from ministack.services import eventbridge, sns

put_events = eventbridge._put_events
fan_out = sns._fanout


def put_events_of_any_source(data, allow_aws_source=True):
    return put_events(data, allow_aws_source=True)


def fan_out_and_record(topic_arn, msg_id, message, *rest, **named):
    with open(os.environ["TOCSIN_PUBLISHED"], "a", encoding="utf-8") as published:
        published.write(json.dumps({"messageId": msg_id, "message": message}) + "\n")
    return fan_out(topic_arn, msg_id, message, *rest, **named)


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
eventbridge._put_events = put_events_of_any_source
sns._fanout = fan_out_and_record
ministack.app.main()
