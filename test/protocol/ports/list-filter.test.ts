import { expect, test } from 'vitest';
import type { Incident } from '../../../domain/incident/incident.ts';
import { matchesWhole, wantsWhole, wordsOf } from '../../../protocol/ports/list-filter.ts';
import type { ListQuery } from '../../../protocol/ports/queries.ts';
import { START } from '../../behaviour/world.ts';
import { opened } from '../../domain/lifecycle/sample-incidents.ts';

const episode = { ...opened().episode, acknowledgedAtMs: START };

test.each<[string, Partial<ListQuery>, Partial<Incident>, boolean]>([
  ['nothing asked for', {}, {}, true],
  ['one of its states', { status: ['resolved', 'investigating'] }, {}, true],
  ['other states', { status: ['resolved'] }, {}, false],
  ['no state', { status: [] }, {}, false],
  ['its severity', { severity: ['SEV3'] }, {}, true],
  ['another severity', { severity: ['SEV1'] }, {}, false],
  ['its scenario', { scenario: ['generic'] }, {}, true],
  ['another scenario', { scenario: ['outage'] }, {}, false],
  ['its service', { service: 'checkout' }, {}, true],
  ['another service', { service: 'check' }, {}, false],
  ['acknowledged, and it is', { acknowledged: true }, { episode }, true],
  ['acknowledged, and it is not', { acknowledged: true }, {}, false],
  ['unacknowledged, and it is not', { acknowledged: false }, {}, true],
  ['unacknowledged, and it is', { acknowledged: false }, { episode }, false],
  ['words of title and service', { words: ['empty', 'check'] }, { title: 'Carts are EMPTY' }, true],
  ['words of which one is missing', { words: ['empty', 'cart'] }, { title: 'empty' }, false],
  ['words across title and service', { words: ['emptycheck'] }, { title: 'empty' }, false],
])('an incident and a list with %s', (_claim, query, changes, expected) => {
  expect(matchesWhole({ limit: 9, nowMs: START, ...query }, opened(changes))).toBe(expected);
});

test('an index tells whether an incident is asked for, unless words or an acknowledgement are', () => {
  const whole = (query: Partial<ListQuery>) => wantsWhole({ limit: 9, nowMs: START, ...query });
  expect(whole({ status: ['resolved'], service: 'checkout' })).toBe(false);
  expect(whole({ acknowledged: false })).toBe(true);
  expect(whole({ words: [] })).toBe(true);
});

test('the words of a search are lower case and composed', () => {
  expect(wordsOf('  Zahlung   U\u0308ber ')).toEqual(['zahlung', 'über']);
  expect(wordsOf(' ')).toEqual([]);
});
