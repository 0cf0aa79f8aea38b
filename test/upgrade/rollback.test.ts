import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, test as claim, expect } from 'vitest';
import { incidentOfItem } from '../../adapters/dynamodb/incident-item.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { skipsAloud } from '../skips-aloud.ts';
import { WRITTEN } from './chapters.ts';
import { hasCommit, runInRelease, runNode } from './in-release.ts';
import { lastRelease } from './releases.ts';

const isSkipped = skipsAloud(
  !hasCommit(lastRelease.commit),
  `rolling back to ${lastRelease.tag} is not tried, git does not have ${lastRelease.commit} (git fetch --unshallow --tags)`,
);
const test = claim.skipIf(isSkipped);

type Item = Readonly<Record<string, unknown>>;

/** What test/upgrade/go-on.ts says. */
interface GoneOn {
  /** Ids of the notices of 40 minutes of sweeps. */
  readonly published: readonly string[];
  readonly failed: number;
  /** Where alarms of a service led whose incident is over for good. */
  readonly raised: Readonly<Record<string, readonly string[]>>;
  readonly acts: readonly string[];
  readonly items: readonly Item[];
}

const project = resolve(import.meta.dirname, '..', '..');
const itemsOf = (lines: string): readonly Item[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Item => JSON.parse(line));
const linesOf = (items: readonly Item[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('');
const goOn = async (stored: string, ...from: readonly string[]): Promise<GoneOn> =>
  JSON.parse(await runNode(project, 'test/upgrade/go-on.ts', stored, from));
const goBack = async (stored: string): Promise<GoneOn> =>
  JSON.parse(await runInRelease(lastRelease.commit, 'go-on.ts', ['go-on.ts'], stored));

const statesOf = (items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.filter(({ sk }) => sk === 'STATE').map((item) => [String(item['id']), item]));

/** What this release stores, and what the last one and this one make of it. */
let written: readonly Item[] = [];
let rolledBack: GoneOn;
let kept: GoneOn;
let open: readonly Incident[] = [];
// Three runs of the story and of what follows, one after the other.
beforeAll(async () => {
  if (isSkipped) return;
  const stored = await runNode(project, 'test/upgrade/capture.ts', '');
  // A field that no release knows, as those of a later one are to an older.
  written = itemsOf(stored).map((item) =>
    item['sk'] === 'STATE' ? { ...item, ofALaterRelease: { held: 1 } } : item,
  );
  rolledBack = await goBack(linesOf(written));
  kept = await goOn(linesOf(written));
  open = [...statesOf(written).values()].map(incidentOfItem).filter(isOpen);
}, 300_000);

const refused = (acts: readonly string[]) => acts.filter((line) => !line.endsWith(': done'));

test(`${lastRelease.tag}, rolled back to, pages what this release left due, and fails at nothing`, () => {
  expect(rolledBack.failed).toBe(0);
  const owed = open.flatMap(({ outbox }) =>
    Object.values(outbox).flatMap((effect) => (effect.kind === 'notify' ? [effect.notice.id] : [])),
  );
  expect(owed.length).toBeGreaterThan(0);
  expect(owed.filter((id) => !rolledBack.published.includes(id))).toEqual([]);
  // An open incident whose next rung is due within the 40 minutes, with a signal that stands.
  const waiting = open.filter(({ service }) =>
    ['security', 'launches', 'linked', 'declared'].includes(service),
  );
  expect(waiting.length).toBe(4);
  for (const { id } of waiting)
    expect(rolledBack.published.some((page) => page.startsWith(`${id}.`))).toBe(true);
});

test(`${lastRelease.tag} acknowledges and resolves what this release opened`, () => {
  expect(rolledBack.acts.length).toBeGreaterThan(10);
  expect(refused(rolledBack.acts)).toEqual([]);
});

test(`no open incident loses by a roll-back to ${lastRelease.tag} what this release would have kept of it`, () => {
  const before = statesOf(written);
  const there = statesOf(rolledBack.items);
  const here = statesOf(kept.items);
  const lost = open.flatMap(({ id }) => {
    const attributes = Object.keys(before.get(id) ?? {});
    const keptHere = attributes.filter((name) => name in (here.get(id) ?? {}));
    return keptHere.filter((name) => !(name in (there.get(id) ?? {}))).map((name) => `${id} ${name}`);
  });
  expect(lost).toEqual([]);
  for (const { id } of open) expect(there.get(id)?.['ofALaterRelease']).toEqual({ held: 1 });
  const keys = new Set(rolledBack.items.map(({ pk, sk }) => `${pk} ${sk}`));
  expect(written.map(({ pk, sk }) => `${pk} ${sk}`).filter((key) => !keys.has(key))).toEqual([]);
});

test(`this release goes on with what ${lastRelease.tag} made of it: nothing fails, nothing stays owed`, async () => {
  // What the older release did not know is tried again up to five minutes after its last look.
  const again = await goOn(linesOf(rolledBack.items), String(WRITTEN + 40));
  expect(again.failed).toBe(0);
  const states = [...statesOf(again.items).values()].map(incidentOfItem);
  expect(states.flatMap(({ outbox }) => Object.keys(outbox))).toEqual([]);
  expect(states.length).toBeGreaterThanOrEqual(statesOf(written).size);
});

test(`this release goes on with open incidents of ${lastRelease.tag}: it pages what is due, acknowledges and resolves`, async () => {
  const stored = readFileSync(new URL(`records/${lastRelease.tag}.jsonl`, import.meta.url), 'utf8');
  const upgraded = await goOn(stored);
  expect(upgraded.failed).toBe(0);
  const due = (await goBack(stored)).published;
  expect(due.length).toBeGreaterThan(20);
  const openThen = [...statesOf(itemsOf(stored)).values()].map(incidentOfItem).filter(isOpen);
  for (const { id } of openThen.filter((incident) => due.some((page) => page.startsWith(`${incident.id}.`))))
    expect(upgraded.published.some((page) => page.startsWith(`${id}.`))).toBe(true);
  expect(upgraded.acts.length).toBeGreaterThanOrEqual(2 * openThen.length);
  expect(refused(upgraded.acts)).toEqual([]);
});

test(`${lastRelease.tag} goes on with what it has never heard of: a held page goes out by itself, a merger is kept`, () => {
  const held = open.flatMap(({ outbox }) =>
    Object.values<Effect>(outbox).flatMap((effect) =>
      effect.kind === 'notify' && effect.held !== undefined ? [effect.notice.id] : [],
    ),
  );
  expect(held.length).toBe(2);
  for (const id of held) expect(rolledBack.published.filter((page) => page === id)).toEqual([id]);
  const there = statesOf(rolledBack.items);
  const merging = open.filter(({ outbox }) => Object.keys(outbox).some((id) => id.startsWith('merge:')));
  expect(merging.length).toBe(1);
  for (const { id, outbox } of merging)
    expect(Object.keys(incidentOfItem(there.get(id) ?? {}).outbox)).toEqual(
      Object.keys(outbox).filter((effectId) => effectId.startsWith('merge:')),
    );
});

test(`${lastRelease.tag} opens the next incident for the alarms of one that is retired or was merged`, () => {
  const states = [...statesOf(written).values()].map(incidentOfItem);
  const retired = states.filter(({ retiredAtMs }) => retiredAtMs !== undefined);
  const [merged] = states.filter(({ sealed }) => sealed === 'merged');
  const raised = ({ raised: by }: GoneOn, service: string) => by[service]?.[0];
  const next = (id = '') => id.replace(/1$/, '2');
  expect(retired.map(({ id }) => next(id))).toContain(raised(rolledBack, 'retired'));
  expect(raised(rolledBack, 'retired')).toBe(raised(kept, 'retired'));
  // It does not know where a merged one went on: that is what going back costs. docs/operations.md, Upgrading.
  expect(raised(rolledBack, 'merged-away')).toBe(next(merged?.id));
  expect(raised(kept, 'merged-away')).toBe(merged?.mergedInto?.incidentId);
  // It opens nothing else that this release does not: no public event of AWS that waits for the sweep.
  const opened = ({ items }: GoneOn) =>
    [...statesOf(items).keys()].filter((id) => !statesOf(written).has(id));
  const here = new Set(opened(kept));
  expect(opened(rolledBack).filter((id) => !here.has(id))).toEqual([next(merged?.id)]);
});
