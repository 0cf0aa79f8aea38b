import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../domain/incident/incident.ts';
import { MAX_COMPONENTS } from '../../../domain/incident/incident.ts';
import { joinIncident } from '../../../domain/lifecycle/join.ts';
import type { Arrival } from '../../../domain/signal/arrival.ts';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { arrivalOf, contextAt, entriesOf, opened, openedBy } from './sample-incidents.ts';

const LATER = START + HOUR;

const joined = (changes: Partial<Incident>, ...arrivals: Arrival[]) =>
  joinIncident(opened(changes), arrivals, contextAt(LATER));

/** An alarm that stood there before, now again or still. */
const known = (name: string, at: number, more: Partial<Arrival> = {}) =>
  arrivalOf(name, { severity: 'SEV3' }, { known: true, ...more }, at);

const fresh = (name: string, at = LATER) => arrivalOf(name, { severity: 'SEV3' }, {}, at);

test('an alarm that the incident knows changes nothing, so that nothing is committed', () => {
  expect(joined({}, known('errors', LATER)).changed).toBe(false);
  const { escalation } = opened();
  // A release that knows no rest can leave this behind: the rungs' own clock goes on from it.
  const rested = { ...escalation, restingSinceMs: START };
  expect(joined({ escalation: rested }, known('errors', LATER)).changed).toBe(false);
});

test('what never says OK is looked at when it expires', () => {
  const arrival = arrivalOf('launch', { severity: 'SEV3', kind: 'scaling' }, {}, LATER);
  const { expiresAtMs } = arrival.record;
  expect(expiresAtMs).toBeGreaterThan(LATER);
  expect(joined({}, arrival).incident.expiryCheckAtMs).toBe(expiresAtMs);
});

describe('while all is clear', () => {
  test('any alarm takes it back, with three names and a count of what was seen', () => {
    const draft = joined({ clearSinceMs: START }, ...['a', 'b', 'c', 'd'].map((name) => fresh(name)));
    expect(draft.incident).toMatchObject({ flaps: 1, standingSeen: 4 });
    expect(draft.incident.clearSinceMs).toBeUndefined();
    expect(entriesOf(draft, 'investigating')).toMatchObject([{ text: 'Not clear after all: a, b, c' }]);
  });

  test('and mitigated, even a late copy takes the mitigation back', () => {
    const cleared = { status: 'mitigated', mitigatedAtMs: LATER, clearSinceMs: START } as const;
    const copy = known('errors', START, { repeated: true });
    expect(joined(cleared, copy).incident.status).toBe('investigating');
  });
});

describe('a mitigation by a person', () => {
  const mitigated = { status: 'mitigated', mitigatedAtMs: START + MINUTE } as const;
  const statusAfter = (...arrivals: Arrival[]) => joined(mitigated, ...arrivals).incident.status;

  test.each([
    ['a new alarm takes back, however late it comes', fresh('late', START), 'investigating'],
    ['a known alarm from before it leaves', known('errors', START), 'mitigated'],
    ['a copy from before it leaves', fresh('errors', START), 'mitigated', { repeated: true }],
    ['an alarm of its very moment leaves', known('errors', START + MINUTE), 'mitigated'],
    ['a known alarm after it takes back', known('errors', START + MINUTE + 1), 'investigating'],
    [
      'an alarm whose first try met it takes back',
      known('errors', START, { metMitigationAtMs: START + MINUTE }),
      'investigating',
    ],
    [
      'an alarm whose first try met an earlier one leaves',
      known('errors', START, { metMitigationAtMs: START }),
      'mitigated',
    ],
  ] as const)('%s', (_claim, arrival, status, more: Partial<Arrival> = {}) => {
    expect(statusAfter({ ...arrival, ...more })).toBe(status);
  });

  test('is taken back by one of several, which all are named', () => {
    const draft = joined(mitigated, known('errors', START), fresh('slow'));
    expect(entriesOf(draft, 'investigating')).toMatchObject([{ text: 'Investigating again: errors, slow' }]);
  });
});

describe('what a person keeps open', () => {
  const kept = { keptOpenSinceMs: START + MINUTE };
  const isKept = (...arrivals: Arrival[]) => joined(kept, ...arrivals).incident.keptOpenSinceMs !== undefined;

  test('may clear again once an alarm has come since', () => {
    expect(isKept(fresh('late', START))).toBe(false);
    expect(isKept(known('errors', START + MINUTE + 1))).toBe(false);
    expect(isKept(known('errors', START), fresh('slow'))).toBe(false);
  });

  test('stays so with an alarm from before, or a copy of one', () => {
    expect(isKept(known('errors', START + MINUTE))).toBe(true);
    expect(isKept({ ...fresh('errors', START), repeated: true })).toBe(true);
  });
});

describe('a worse alarm', () => {
  const worse = arrivalOf('down', { severity: 'SEV2', scenario: 'outage' }, {}, LATER);

  test('is what pages tell of, and why the incident is as bad', () => {
    const { incident } = joined({}, fresh('slow'), worse);
    expect(incident).toMatchObject({ severity: 'SEV2', scenario: 'outage', alarm: { name: 'down' } });
    expect(incident.classification).toEqual({
      rule: worse.classification.rule,
      reason: worse.classification.reason,
    });
  });

  test('leaves security what it is', () => {
    expect(joined({ scenario: 'security' }, worse).incident).toMatchObject({
      severity: 'SEV2',
      scenario: 'security',
    });
  });

  test('that a person declares leaves what pages tell of', () => {
    const declared = arrivalOf('down', { severity: 'SEV2', kind: 'declaration' }, {}, LATER);
    expect(joined({}, declared).incident.alarm).toMatchObject({ name: 'errors' });
  });
});

test('a scenario that a generic incident gets is told with its rule, and security pages its own', () => {
  const intrusion = arrivalOf('intrusion', { severity: 'SEV3', scenario: 'security' }, {}, LATER);
  const draft = joined({}, intrusion);
  expect(entriesOf(draft, 'scenario-changed')).toMatchObject([{ reason: intrusion.classification.rule }]);
  expect(draft.notices).toMatchObject([{ audience: 'security', reason: 'security-incident' }]);
});

test('new components are named, three of them, and kept as far as there is room (I9)', () => {
  const parts = Array.from({ length: MAX_COMPONENTS + 2 }, (_, n) => `part-${n}`);
  const incident = openedBy(arrivalOf('errors', { severity: 'SEV3', resource: 'first' }));
  const draft = joinIncident(
    incident,
    parts.map((resource) => arrivalOf(`on ${resource}`, { severity: 'SEV4', resource }, {}, LATER)),
    contextAt(LATER),
  );
  const { components } = draft.incident;
  expect(components).toHaveLength(MAX_COMPONENTS);
  expect(components[0]).toBe(incident.components[0]);
  expect(entriesOf(draft, 'joined')).toMatchObject([
    { text: `Joined by ${components.slice(1, 4).join(', ')}` },
  ]);
});

test('a new component changes nothing where there is no room for it (I9)', () => {
  const components = Array.from({ length: MAX_COMPONENTS }, (_, n) => `part-${n}`);
  const draft = joined({ components, triggers: { 'several-components': START } }, fresh('slow'));
  expect(draft.changed).toBe(false);
});

describe('after an acknowledgement', () => {
  const acknowledgedAtMs = START + MINUTE;
  const episode = { ...opened().episode, acknowledgedAtMs, acknowledgedBy: 'ada' };
  const episodeAfter = (changes: Partial<Incident>, ...arrivals: Arrival[]) =>
    joined({ episode, ...changes }, ...arrivals).incident;

  test('a new alarm is what the pages of its episode tell of', () => {
    expect(episodeAfter({}, known('errors', LATER), fresh('slow'))).toMatchObject({
      episode: { number: 2 },
      alarm: { name: 'slow' },
    });
  });

  test('a copy that it covers starts none, one that came after it does', () => {
    const copy = (at: number) => ({ ...fresh('errors', at), repeated: true });
    expect(episodeAfter({}, copy(acknowledgedAtMs)).episode.number).toBe(1);
    expect(episodeAfter({}, copy(acknowledgedAtMs + 1)).episode.number).toBe(2);
  });

  test('a late alarm that nobody has seen starts one', () => {
    expect(episodeAfter({}, fresh('late', START)).episode.number).toBe(2);
  });

  test('a known alarm starts one where it takes a mitigation back, and none where the mitigation stays', () => {
    const mitigated = { status: 'mitigated', mitigatedAtMs: START + MINUTE } as const;
    expect(episodeAfter(mitigated, known('errors', LATER)).episode.number).toBe(2);
    expect(episodeAfter(mitigated, known('errors', START)).episode.number).toBe(1);
  });

  test('a severity that rises starts one episode, not two', () => {
    const worse = arrivalOf('down', { severity: 'SEV2' }, {}, LATER);
    expect(episodeAfter({}, worse).episode).toMatchObject({ number: 2, reason: 'severity-risen' });
  });
});

test('the first service that the team names among several alarms becomes that of the incident', () => {
  const unnamed = fresh('odd');
  const { tags: _, ...signal } = unnamed.transition.signal;
  const odd = { ...unnamed, transition: { ...unnamed.transition, signal: { ...signal, tags: {} } } };
  const { namedService: __, ...incident } = opened();
  expect(joinIncident(incident, [odd], contextAt(LATER)).changed).toBe(false);
  expect(joinIncident(incident, [odd, fresh('slow')], contextAt(LATER)).incident.namedService).toBe(
    'checkout',
  );
});
