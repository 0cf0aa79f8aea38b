"""Starts MiniStack for the tests of the deployment, with changes that only this harness makes.

1. PutEvents accepts `aws.*` sources. Like AWS, MiniStack refuses them, and nothing in it emits alarm events to
   EventBridge itself: without this no event of an AWS service could reach the stack's rules.
2. Each publish to an SNS topic is also written to the file TOCSIN_PUBLISHED, a JSON line each. MiniStack delivers to
   queues (and so proves the delivery), where only the queue's own text of a message arrives; what a phone and a
   mailbox would get stands in this file.
3. An alarm on an expression is made as an alarm on the first metric in it. MiniStack knows no expressions, and measures
   nothing either. Where an expression is over several metrics, what the alarm publishes names them all, as
   CloudWatch does.
4. Each call that is checked against somebody's permissions is written to the file TOCSIN_CALLS, a JSON line each: the
   access key, the action as a policy writes it, the resource, and whether it was let through.
5. Every call counts as made over TLS, as calls of AWS are: the bucket of a deployment refuses others.
6. It ends, with its function processes, when the harness that started it is gone.
"""

import json
import os
import signal
import threading
import time

import ministack.app
from ministack.core import iam_evaluator
from ministack.services import eventbridge, sns
from ministack.services.cloudformation import provisioners

put_events = eventbridge._put_events
fan_out = sns._fanout
alarm_record = provisioners._cw_metric_alarm_record
calculations = {}
enforce = iam_evaluator.enforce
pin_request_origin = iam_evaluator.pin_request_origin


def put_events_of_any_source(data, allow_aws_source=True):
    return put_events(data, allow_aws_source=True)


def with_calculation(message):
    try:
        told = json.loads(message)
    except ValueError:
        return message
    queries = calculations.get(told.get("AlarmName")) if isinstance(told, dict) else None
    if queries is None:
        return message
    kept = ("Period", "EvaluationPeriods", "ComparisonOperator", "Threshold")
    told["Trigger"] = {key: told["Trigger"][key] for key in kept} | {"Metrics": queries}
    return json.dumps(told)


def fan_out_and_record(topic_arn, msg_id, message, *rest, **named):
    message = with_calculation(message)
    with open(os.environ["TOCSIN_PUBLISHED"], "a", encoding="utf-8") as published:
        published.write(json.dumps({"messageId": msg_id, "message": message}) + "\n")
    return fan_out(topic_arn, msg_id, message, *rest, **named)


def published_query(query):
    if "MetricStat" not in query:
        return query
    metric = query["MetricStat"]["Metric"]
    dimensions = [{"name": each["Name"], "value": each["Value"]} for each in metric["Dimensions"]]
    return query | {"MetricStat": query["MetricStat"] | {"Metric": metric | {"Dimensions": dimensions}}}


def alarm_record_of_metric(name, props):
    queries = props.get("Metrics") or []
    stats = [query["MetricStat"] for query in queries if "MetricStat" in query]
    if not stats:
        return alarm_record(name, props)
    if len(stats) > 1:
        calculations[name] = [published_query(query) for query in queries]
    plain = {key: value for key, value in props.items() if key != "Metrics"}
    plain |= stats[0]["Metric"] | {"Statistic": stats[0]["Stat"], "Period": stats[0]["Period"]}
    return alarm_record(name, plain)


def enforce_and_record(access_key, action, service, region, resource_arn="*", **named):
    denied = enforce(access_key, action, service, region, resource_arn=resource_arn, **named)
    if "TOCSIN_CALLS" in os.environ:
        call = {"key": access_key, "action": action, "resource": resource_arn, "allowed": denied is None}
        with open(os.environ["TOCSIN_CALLS"], "a", encoding="utf-8") as calls:
            calls.write(json.dumps(call) + "\n")
    return denied


def pin_secure_origin(source_ip, _secure_transport):
    return pin_request_origin(source_ip, True)


def end_with(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
eventbridge._put_events = put_events_of_any_source
sns._fanout = fan_out_and_record
iam_evaluator.enforce = enforce_and_record
ministack.app.pin_request_origin = pin_secure_origin
provisioners._cw_metric_alarm_record = alarm_record_of_metric
ministack.app.main()
