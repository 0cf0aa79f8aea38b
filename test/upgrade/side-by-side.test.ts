import { expect, it } from 'vitest';
import { upgradeState } from '../../adapters/dynamodb/upgrade-state.ts';

it.each([
  {
    why: 'cleared under the older release',
    item: { mitigatedBy: 'signals-clear' },
    read: { mitigatedBy: 'tocsin', mitigatedReason: 'signals-clear' },
  },
  {
    why: 'taken back under the older release',
    item: { mitigatedReason: 'signals-clear' },
    read: {},
  },
  {
    why: 'cleared under this one, then mitigated by a person under the older one',
    item: { mitigatedBy: 'ada', mitigatedReason: 'signals-clear' },
    read: { mitigatedBy: 'ada', mitigatedReason: 'said-by-person' },
  },
  {
    why: 'written by this one alone',
    item: { mitigatedBy: 'tocsin', mitigatedReason: 'signals-clear' },
    read: { mitigatedBy: 'tocsin', mitigatedReason: 'signals-clear' },
  },
])(
  'an item of schema 2 that an older release wrote to meanwhile is read as it was meant: $why',
  ({ item, read }) => {
    expect(upgradeState({ ...item, schema: 2 })).toEqual({ ...read, schema: 2 });
  },
);
