import { describe, expect, test } from 'vitest';
import { MAX_COMPONENTS } from '../../../domain/incident/incident.ts';
import { openersOf, openIncident, worstOf } from '../../../domain/lifecycle/open.ts';
import type { Arrival } from '../../../domain/signal/arrival.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import { arrivalOf, contextAt, entriesOf, opening } from './sample-incidents.ts';

const open = (arrivals: readonly Arrival[], more: Partial<Parameters<typeof openIncident>[1]> = {}) =>
  openIncident(arrivals, { ...opening, ...more }, contextAt());

const withOnset = (name: string, onsetAtMs: number) => arrivalOf(name, { more: { onsetAtMs } });

test('the first entry says who or what opened it, by which rule', () => {
  const arrival = arrivalOf('errors', { severity: 'SEV3' });
  const { rule, reason } = arrival.classification;
  expect(entriesOf(open([arrival]), 'opened')).toMatchObject([
    { by: 'tocsin', reason: rule, text: `SEV3 generic: ${reason}` },
  ]);
  const declared = open([arrival], { by: 'ada' });
  expect(entriesOf(declared, 'opened')).toMatchObject([{ by: 'ada' }]);
  expect(declared.events[0]).toEqual({ type: 'incident.opened', by: 'ada', reason: rule });
});

test('it has told nobody before its first page, and fired nothing', () => {
  const { incident } = open([arrivalOf('errors', { severity: 'SEV3' })]);
  expect(incident).toMatchObject({ requests: [], told: ['primary'], triggers: {}, said: {}, flaps: 0 });
});

test('it began when the first of its alarms did, never after its opening; it says nothing where none tells', () => {
  const two = [withOnset('a', START - MINUTE), withOnset('b', START - 5 * MINUTE), arrivalOf('c')];
  expect(open(two).incident.onsetAtMs).toBe(START - 5 * MINUTE);
  expect(open([withOnset('a', START + MINUTE)]).incident.onsetAtMs).toBe(START);
  expect(open([arrivalOf('c')]).incident).not.toHaveProperty('onsetAtMs');
});

test('a declaration without a named service has neither an alarm nor a service that the team names', () => {
  const declared = arrivalOf('carts are empty', { kind: 'declaration', service: '' });
  const { incident } = open([declared]);
  expect(incident).not.toHaveProperty('alarm');
  expect(incident).not.toHaveProperty('namedService');
});

test('its title is that of the worst alarm, with the service where that does not say it, cut to 200 characters', () => {
  const titleOf = (name: string) => open([arrivalOf(name)]).incident.title;
  expect(titleOf('errors')).toBe('checkout: errors');
  expect(titleOf('checkout-errors')).toBe('checkout-errors');
  expect([...titleOf(`checkout ${'🚨'.repeat(250)}`)]).toHaveLength(200);
});

test('of many alarms it names as many components and owes as many signals as there is room for, the worst first (I9)', () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    arrivalOf(`a${n}`, { severity: n === 29 ? 'SEV1' : 'SEV3', resource: `part-${n}` }),
  );
  expect(open(many).incident.components).toHaveLength(MAX_COMPONENTS);
  expect(openersOf(many)).toHaveLength(25);
  expect(openersOf(many)[0]).toBe(many[29]);
});

describe('the worst of several alarms', () => {
  const one = arrivalOf('one', { severity: 'SEV1' }, {}, START + 9);
  const earlier = arrivalOf('earlier', { severity: 'SEV2' }, {}, START);
  const later = arrivalOf('later', { severity: 'SEV2' }, {}, START + 1);

  test('is the one of the worst severity, of those the earliest, wherever it stands', () => {
    expect(worstOf([earlier, one, later])).toBe(one);
    expect(worstOf([later, earlier, one])).toBe(one);
    expect(worstOf([later, earlier])).toBe(earlier);
    expect(worstOf([earlier, later])).toBe(earlier);
  });

  test('of none is asked for by mistake', () => {
    expect(() => worstOf([])).toThrow(RangeError);
  });
});

describe('it owes', () => {
  test('its slot, unless that is the first: a missing slot means the same', () => {
    const slotOf = (generation: number) => open([arrivalOf('a')], { generation }).effects.get('slot');
    expect(slotOf(1)).toBeUndefined();
    expect(slotOf(2)).toEqual({ kind: 'slot' });
  });

  test('a look at what expires first', () => {
    const kind = 'scaling';
    const all = [arrivalOf('a', { kind }, {}, START + 9), arrivalOf('b', { kind }), arrivalOf('c')];
    expect(open(all).incident.expiryCheckAtMs).toBe(all[1]?.record.expiresAtMs);
    expect(open([arrivalOf('c')]).incident.expiryCheckAtMs).toBeUndefined();
  });
});
