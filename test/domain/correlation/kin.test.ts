import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import {
  childrenOf,
  isComposite,
  kinOf,
  mayJoinKin,
  pointerId,
  pointerTo,
} from '../../../domain/correlation/kin.ts';
import type { AlarmItem } from '../../../domain/signal/alarm-item.ts';
import type { Signal, Transition } from '../../../domain/signal/signal.ts';
import { raised } from '../classification/sample-signals.ts';

const idOf = (name: string) => `arn:aws:cloudwatch:eu-central-1:210987654321:alarm:${name}`;

const composite = (alarmRule: string, more: Partial<Signal> = {}): Signal =>
  raised({ name: 'shop health', alarmRule, ...more }).signal;

const itemOf = (transition: Transition, more: Partial<AlarmItem> = {}): AlarmItem => ({
  signalId: transition.signal.id,
  order: '1',
  active: true,
  transition,
  key: 'availability|shop',
  generation: 3,
  ...more,
});

describe('the alarms that a composite alarm names', () => {
  test('are of its own account and region, unless their ARN says otherwise', () => {
    const other = 'arn:aws:cloudwatch:eu-west-1:210987654321:alarm:far';
    expect(childrenOf(composite(`ALARM(near) OR ALARM("${other}")`))).toEqual([idOf('near'), other]);
  });

  test('come after those that set it off, each once, and it is none of its own', () => {
    const rule = 'ALARM(a) OR ALARM(b) OR ALARM("shop health")';
    expect(childrenOf(composite(rule, { resources: [idOf('b')] }))).toEqual([idOf('b'), idOf('a')]);
  });

  test('are a hundred at the most', () => {
    const rule = Array.from({ length: 120 }, (_, n) => `ALARM(a${n})`).join(' OR ');
    expect(childrenOf(composite(rule))).toHaveLength(100);
  });

  test('are told by name alone where its own id is no ARN', () => {
    expect(childrenOf(composite('ALARM(a)', { id: 'shop health' }))).toEqual(['alarm:a']);
    expect(childrenOf(composite('ALARM(a)', { id: `see ${idOf('x')}` }))).toEqual(['alarm:a']);
  });

  test('an alarm without a rule is no composite alarm, and names none, whatever its resources', () => {
    const { signal } = raised({ name: 'plain', resources: ['i-1'] });
    expect(isComposite(signal)).toBe(false);
    expect(childrenOf(signal)).toEqual([]);
  });
});

describe('where an alarm looks for its kin', () => {
  test('what it names, and what names it', () => {
    expect(kinOf(composite('ALARM(a)'))).toEqual([idOf('a'), pointerId(idOf('shop health'))]);
    expect(kinOf(raised({ name: 'a' }).signal)).toEqual([pointerId(idOf('a'))]);
  });

  test('a series looks where its alarm does', () => {
    const series = raised({ kind: 'contributor', id: `${idOf('a')}#i-1` }).signal;
    expect(kinOf(series)).toEqual([pointerId(idOf('a'))]);
  });

  test('what is no alarm has none', () => {
    expect(kinOf(raised({ kind: 'finding', alarmRule: 'ALARM(a)' }).signal)).toEqual([]);
  });
});

describe('the pointer of an alarm', () => {
  const transition = raised({
    name: 'shop health',
    alarmRule: 'ALARM(a)',
    tags: { team: 'shop' },
    resources: [idOf('a')],
    facts: { some: 'fact' },
  });

  test('says where the composite alarm stands, and no more of it than who it is', () => {
    expect(pointerTo(itemOf(transition), idOf('a'))).toEqual({
      signalId: `composite-of:${idOf('a')}`,
      order: '1',
      active: true,
      transition: {
        signal: {
          id: idOf('shop health'),
          kind: 'alarm',
          name: 'shop health',
          account: '210987654321',
          region: 'eu-central-1',
          tags: { team: 'shop' },
          metrics: [],
          expressions: [],
          resources: [],
          facts: {},
        },
        state: 'ALARM',
        atMs: transition.atMs,
      },
      key: 'availability|shop',
      generation: 3,
    });
  });

  test('names no incident where it stands in none', () => {
    const { key: _, generation: __, ...item } = itemOf(transition);
    const pointer = pointerTo(item, idOf('a'));
    expect(pointer).not.toHaveProperty('key');
    expect(pointer).not.toHaveProperty('generation');
  });
});

describe('an alarm joins the incident in which its kin stands', () => {
  const tagged = (service?: string) => raised({ tags: service ? { 'tocsin:service': service } : {} });
  const joins = (mine?: string, theirs?: string, standsWith?: string) =>
    mayJoinKin(tagged(mine), 'availability|a', itemOf(tagged(theirs)), defaults, standsWith);

  test('unless the team names two services for them', () => {
    expect(joins()).toBe(true);
    expect(joins('shop')).toBe(true);
    expect(joins(undefined, 'cart')).toBe(true);
    expect(joins('shop', 'shop')).toBe(true);
    expect(joins('shop', 'cart')).toBe(false);
  });

  test('whose service is the one that the incident is known by', () => {
    expect(joins('shop', 'cart', 'shop')).toBe(true);
    expect(joins('shop', 'shop', 'cart')).toBe(false);
  });

  test('never across security and availability, nor where the kin stands nowhere', () => {
    const kin = itemOf(tagged(), { key: 'security|a' });
    expect(mayJoinKin(tagged(), 'availability|a', kin, defaults)).toBe(false);
    expect(mayJoinKin(tagged(), 'security|a', kin, defaults)).toBe(true);
    const { key: _, ...nowhere } = itemOf(tagged());
    expect(mayJoinKin(tagged(), 'availability|a', nowhere, defaults)).toBe(false);
  });
});
