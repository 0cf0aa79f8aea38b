import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { incidentOfItem } from '../../adapters/dynamodb/incident-item.ts';
import type { Effect, EffectKind } from '../../domain/incident/effect.ts';
import type { Held } from '../../domain/incident/held-page.ts';
import { type Episode, type Escalation, type Incident, statuses } from '../../domain/incident/incident.ts';
import type { Command } from '../../domain/lifecycle/commands.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { playStory } from './story.ts';

/**
 * Every field of the record, every command and every kind of item. Whoever adds one gets an error of the compiler here;
 * then test/upgrade/story.ts has to play it, so that the next release finds it in what this one stored.
 */
const all = <K extends string>(names: Readonly<Record<K, true>>): readonly string[] => Object.keys(names);

const fields = all<keyof Incident>({
  ...{ id: true, key: true, generation: true, version: true, schema: true, commitId: true },
  ...{ earlierCommitIds: true, configurationVersion: true, title: true, status: true, sealed: true },
  ...{ severity: true, scenario: true, service: true, namedService: true, classification: true, alarm: true },
  ...{ openedAtMs: true, onsetAtMs: true, firstPagedAtMs: true, responseFromMs: true, mitigatedAtMs: true },
  ...{ mitigatedBy: true, mitigatedReason: true, resolvedAtMs: true, resolvedBy: true, closedAtMs: true },
  ...{ episode: true, firstAcknowledgedAtMs: true, escalation: true, triggers: true, components: true },
  ...{ updates: true, stakeholdersToldAtMs: true, stakeholdersNoticeAtMs: true, milestones: true },
  ...{ clearSinceMs: true, clearedBy: true, keptOpenSinceMs: true, recheckAtMs: true, expiryCheckAtMs: true },
  ...{ flaps: true, escalatedByHandAtMs: true, scalingFailure: true, told: true, signalsSeen: true },
  ...{ standingSeen: true, signalsSeenAtMs: true, said: true, links: true, requests: true, failing: true },
  ...{ outbox: true, triage: true, dueAtMs: true, dueCanWait: true, removeAtMs: true, retiredAtMs: true },
  ...{ awsEvents: true, mergedFrom: true, mergedInto: true },
});
const ofEpisode = all<keyof Episode>({
  ...{ number: true, startedAtMs: true, reason: true, acknowledgedAtMs: true, acknowledgedUntilMs: true },
  acknowledgedBy: true,
});
const ofEscalation = all<keyof Escalation>({
  ...{ policy: true, nextRung: true, nextAtMs: true, restingSinceMs: true, repeats: true, reminders: true },
  ...{ remindedAtMs: true, paged: true },
});
const effects = all<EffectKind>({
  ...{ notify: true, entries: true, signal: true, slot: true, events: true, 'end-signals': true },
  merge: true,
});
/** How the timeline tells of each command. */
const entryOf: Readonly<Record<Command['kind'], string>> = {
  acknowledge: 'acknowledged',
  note: 'note',
  'set-severity': 'severity-changed',
  mitigate: 'mitigated',
  resolve: 'resolved',
  reopen: 'reopened',
  close: 'closed',
  escalate: 'escalated',
  say: 'facts',
  link: 'linked',
  merge: 'merged',
  triage: 'triaged',
  answer: 'triaged',
};
const kindsOfItems = ['ALARM', 'IGNORED', 'INC', 'KEY', 'PAGES', 'SECRET', 'TESTPAGE', 'TOKEN'];

let host: DynamoDbHost;
let items: readonly Readonly<Record<string, unknown>>[] = [];
let incidents: readonly Incident[] = [];
beforeAll(async () => {
  host = await startDynamoDbHost();
  const table = await host.newTable();
  await playStory(table);
  items = (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? [];
  incidents = items.filter(({ sk }) => sk === 'STATE').map(incidentOfItem);
});
afterAll(() => host.stop());

const missing = (wanted: readonly string[], held: Iterable<string>): readonly string[] => {
  const there = new Set(held);
  return wanted.filter((name) => !there.has(name));
};

test('the story stores every field of an incident, of its episode and of its escalation', () => {
  const keysOf = (values: readonly object[]) => values.flatMap((value) => Object.keys(value));
  expect(missing(fields, keysOf(incidents))).toEqual([]);
  expect(missing(ofEpisode, keysOf(incidents.map(({ episode }) => episode)))).toEqual([]);
  expect(missing(ofEscalation, keysOf(incidents.map(({ escalation }) => escalation)))).toEqual([]);
});

test('the story has incidents of every status, and owes every kind of effect', () => {
  const statusesSeen = incidents.map(({ status }) => status);
  expect(missing(statuses, statusesSeen)).toEqual([]);
  const owed = incidents.flatMap(({ outbox }) => Object.values(outbox).map(({ kind }) => kind));
  expect(missing(effects, owed)).toEqual([]);
});

test('the story has incidents sealed in every way, and a retired one of which nothing is left', () => {
  const ways = all<NonNullable<Incident['sealed']>>({ superseded: true, closed: true, merged: true });
  expect(
    missing(
      ways,
      incidents.flatMap(({ sealed }) => sealed ?? []),
    ),
  ).toEqual([]);
  const retired = incidents.filter(({ retiredAtMs }) => retiredAtMs !== undefined);
  const partsOf = (id: string) => items.filter(({ pk }) => pk === `INC#${id}`).length;
  expect(retired.map(({ id, removeAtMs }) => removeAtMs === undefined && partsOf(id) === 1).sort()).toEqual([
    false,
    true,
  ]);
});

test('the story holds a page back, and another one that a digest has taken up', () => {
  const held = incidents.flatMap(({ outbox }) =>
    Object.values<Effect>(outbox).flatMap((effect) => (effect.kind === 'notify' ? (effect.held ?? []) : [])),
  );
  const ofHeld = all<keyof Held>({ sinceMs: true, digest: true });
  expect(
    missing(
      ofHeld,
      held.flatMap((one) => Object.keys(one)),
    ),
  ).toEqual([]);
  expect(held.some(({ digest }) => digest === undefined)).toBe(true);
});

test('a person does everything in the story that a person can do', () => {
  const said = items.filter(({ by }) => by === 'ada').map(({ kind }) => String(kind));
  expect(missing(Object.values(entryOf), said)).toEqual([]);
});

test('the story stores every kind of item', () => {
  expect(
    missing(
      kindsOfItems,
      items.map(({ pk }) => String(pk).split('#')[0] ?? ''),
    ),
  ).toEqual([]);
});
