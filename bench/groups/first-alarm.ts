import { randomUUID } from 'node:crypto';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { beside, type Figure, type Group } from '../figures/figure.ts';
import { type Call, recordCalls, summaryOf } from '../meters/call-log.ts';
import { median, percentile, sum } from '../meters/percentile.ts';
import { alarmRecord } from '../system/alarm-records.ts';
import { type System, startSystem } from '../system/system.ts';

const runs = { full: { warmUp: 60, samples: 500 }, quick: { warmUp: 2, samples: 6 } } as const;

/** One first alarm of a service that nobody knows. Answers the milliseconds until SNS had accepted its page. */
export const firstAlarmMs = async (system: System, service = `svc-${randomUUID()}`): Promise<number> => {
  const { shell, published } = system;
  const record = alarmRecord({ service, name: 'cpu', atMs: Date.now() });
  published.length = 0;
  const startedAtMs = performance.now();
  const { batchItemFailures } = await takeIn({ shell, setAside: refuseAside }, [record]);
  const first = published[0];
  if (batchItemFailures.length > 0 || first === undefined)
    throw new Error('a first alarm failed or paged nobody');
  return first.atMs - startedAtMs;
};

/** Nothing that is measured here may be undecidable. */
export const refuseAside = async ({ reason }: { readonly reason: string }): Promise<void> => {
  throw new Error(`an event of the benchmark was set aside: ${reason}`);
};

/** The calls that no responder can do without: one conditional write of a state, one publish of a page. */
export const bareCalls = (
  table: Table,
  topicArn: string,
  item: Readonly<Record<string, unknown>>,
  message: string,
) => {
  const sns = new SNSClient({});
  return async (): Promise<number> => {
    const startedAtMs = performance.now();
    const put = new PutCommand({
      TableName: table.name,
      Item: { ...item, pk: `RAW#${randomUUID()}` },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await table.client.send(put);
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: message, MessageStructure: 'json' }));
    return performance.now() - startedAtMs;
  };
};

/** A stored state and a page's message, as large as the product's own. */
export const sampleWrites = async (
  system: System,
): Promise<{
  readonly item: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly incident: Incident;
}> => {
  const { shell, published } = system;
  const created: Incident[] = [];
  const store: typeof shell.store = {
    ...shell.store,
    create: (incident) => {
      created.push(incident);
      return shell.store.create(incident);
    },
  };
  await firstAlarmMs({ ...system, shell: { ...shell, store } });
  const [incident] = created;
  const [page] = published;
  if (incident === undefined || page === undefined) throw new Error('no incident was opened');
  const { itemOfIncident } = await import('../../adapters/dynamodb/incident-item.ts');
  const { messageStructureOf } = await import('../../adapters/sns/message-structure.ts');
  const { renderNotice } = await import('../../adapters/sns/render-notice.ts');
  return {
    item: itemOfIncident(incident),
    message: messageStructureOf(renderNotice(page.outgoing)),
    incident,
  };
};

export const topicOf = (audience: string): string => `${process.env['TOPIC_ARN_PREFIX'] ?? ''}${audience}`;

/** First alarm to SNS publish, beside the bare calls, turn by turn. */
export const firstAlarm: Group = async (size) => {
  const system = await startSystem();
  try {
    const { warmUp, samples } = runs[size];
    const { item, message } = await sampleWrites(system);
    const bare = bareCalls(system.table, topicOf('primary'), item, message);
    for (let n = 0; n < warmUp; n++) {
      await firstAlarmMs(system);
      await bare();
    }
    const ours: number[] = [];
    const raw: number[] = [];
    for (let n = 0; n < samples; n++) {
      ours.push(await firstAlarmMs(system));
      raw.push(await bare());
    }
    return [...figuresOf(ours, raw), ...(await spentOn(system, Math.min(samples, 100)))];
  } finally {
    await system.stop();
  }
};

const figuresOf = (ours: readonly number[], raw: readonly number[]): readonly Figure[] => {
  const what = 'one conditional write, one publish';
  return [
    beside(
      'first alarm to SNS publish, p50',
      'ms',
      median(ours),
      { what, value: median(raw) },
      { aim: { of: 'ratio', atMost: 2 }, note: `${ours.length} samples, turn by turn with the bare calls.` },
    ),
    beside('first alarm to SNS publish, p99', 'ms', percentile(ours, 0.99), {
      what,
      value: percentile(raw, 0.99),
    }),
  ];
};

/** Where the time before the page goes: calls by kind, and what is left for the process itself. */
const spentOn = async (system: System, samples: number): Promise<readonly Figure[]> => {
  const log = recordCalls();
  const perCall = new Map<string, number[]>();
  const own: number[] = [];
  let before: readonly Call[] = [];
  for (let n = 0; n < samples; n++) {
    log.clear();
    const tookMs = await firstAlarmMs(system);
    const publishEnd = log.calls.find(({ operation }) => operation === 'Publish')?.endedAtMs ?? 0;
    before = log.calls.filter(({ startedAtMs }) => startedAtMs < publishEnd);
    for (const { operation, startedAtMs, endedAtMs } of before)
      perCall.set(operation, [...(perCall.get(operation) ?? []), endedAtMs - startedAtMs]);
    own.push(tookMs - sum(before.map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs)));
  }
  log.stop();
  return [
    {
      what: 'calls until the page is accepted',
      value: before.length,
      unit: 'calls',
      note: `${summaryOf(before)}.`,
    },
    ...[...perCall].map(
      ([operation, times]): Figure => ({ what: `… in ${operation}, p50`, value: median(times), unit: 'ms' }),
    ),
    {
      what: '… in the process itself, p50',
      value: median(own),
      unit: 'ms',
      note: 'parsing, classifying, deciding, rendering, and the SDK (signing, serialising, parsing answers).',
    },
  ];
};
