import { describe, expect, test } from 'vitest';
import { matchesPattern, PatternError } from '../../../events/intake/match-pattern.ts';

const event = {
  source: 'aws.ecs',
  account: '111122223333',
  count: 3,
  ok: true,
  gone: null,
  resources: ['arn:aws:ecs:eu-west-1:111122223333:service/shop/checkout', 'other'],
  none: [],
  detail: { eventName: 'SERVICE_STEADY_STATE', nested: { deep: ['a', ['b']] } },
  findings: [
    { Severity: { Label: 'LOW' }, State: 'ACTIVE' },
    { Severity: { Label: 'HIGH' }, State: 'ARCHIVED' },
  ],
};

describe('a pattern matches', () => {
  test.each<[string, object]>([
    ['everything, when it asks for nothing', {}],
    ['an exact text', { source: ['aws.ecs'] }],
    ['any of several values', { source: ['aws.rds', 'aws.ecs'] }],
    ['a number', { count: [3] }],
    ['a boolean', { ok: [true] }],
    ['null', { gone: [null] }],
    ['all of several fields', { source: ['aws.ecs'], detail: { eventName: ['SERVICE_STEADY_STATE'] } }],
    ['any element of a list', { resources: ['other'] }],
    ['elements of lists within lists', { detail: { nested: { deep: ['b'] } } }],
    ['a prefix', { detail: { eventName: [{ prefix: 'SERVICE_' }] } }],
    ['a prefix of any element', { resources: [{ prefix: 'arn:aws:ecs:' }] }],
    ['a leaf that exists', { detail: { eventName: [{ exists: true }] } }],
    ['null, which exists', { gone: [{ exists: true }] }],
    ['a leaf that does not exist', { detail: { reason: [{ exists: false }] } }],
    ['a leaf whose branch does not exist', { absent: { deep: [{ exists: false }] } }],
    ['a branch asked for as a leaf, which is none', { detail: [{ exists: false }] }],
    ['anything but another text', { source: [{ 'anything-but': 'aws.rds' }] }],
    ['anything but other texts', { source: [{ 'anything-but': ['aws.rds', 'aws.acm'] }] }],
    ['anything but another number', { count: [{ 'anything-but': [1, 2] }] }],
    ['anything but another prefix', { source: [{ 'anything-but': { prefix: 'tocsin-' } }] }],
    ['anything but, when one element of several differs', { resources: [{ 'anything-but': 'other' }] }],
    ['one element of a list of objects', { findings: { Severity: { Label: ['HIGH'] } } }],
    ['one and the same element', { findings: { Severity: { Label: ['HIGH'] }, State: ['ARCHIVED'] } }],
  ])('%s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  test.each<[string, object]>([
    ['another text', { source: ['aws.rds'] }],
    ['the same text in other letters', { source: ['AWS.ecs'] }],
    ['a number written as text', { count: ['3'] }],
    ['false for null', { gone: [false] }],
    ['a field that is absent', { absent: ['x'] }],
    ['one of two fields', { source: ['aws.ecs'], account: ['1'] }],
    ['a value under a field that is a text', { source: { deep: ['x'] } }],
    ['another prefix', { source: [{ prefix: 'aws.rds' }] }],
    ['a prefix of a number', { count: [{ prefix: '3' }] }],
    ['a leaf that should not exist', { source: [{ exists: false }] }],
    ['a branch that should exist as a leaf', { detail: [{ exists: true }] }],
    ['an empty list that should exist', { none: [{ exists: true }] }],
    ['anything but the very text', { source: [{ 'anything-but': 'aws.ecs' }] }],
    ['anything but the very list', { source: [{ 'anything-but': ['aws.ecs', 'x'] }] }],
    ['anything but its own prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['anything but, of a field that is absent', { absent: [{ 'anything-but': 'x' }] }],
    ['values of different elements', { findings: { Severity: { Label: ['HIGH'] }, State: ['ACTIVE'] } }],
  ])('%s', (_, pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });
});

describe('a pattern that is not understood is refused by name, whatever the event', () => {
  test.each<[object, string]>([
    [{ source: [{ suffix: 'ecs' }] }, 'suffix'],
    [{ a: ['x'], b: { c: [{ numeric: ['>', 1] }] } }, 'numeric'],
    [{ source: [{ wildcard: 'aws.*' }] }, 'wildcard'],
    [{ $or: [{ source: ['x'] }] }, '$or'],
    [{ source: [{ 'anything-but': { suffix: 'x' } }] }, 'anything-but with suffix'],
    [{ source: [{ 'anything-but': [] }] }, 'anything-but'],
    [{ source: [{ 'anything-but': [true] }] }, 'anything-but'],
    [{ source: [{ prefix: 3 }] }, 'prefix'],
    [{ source: [{ exists: 'yes' }] }, 'exists'],
    [{ source: [{ constructor: 'x' }] }, 'constructor'],
    [{ source: [{ prefix: 'a', exists: true }] }, 'one operator'],
    [{ source: [] }, 'source'],
    [{ source: 'aws.ecs' }, 'source'],
  ])('%j', (pattern, named) => {
    expect(() => matchesPattern(pattern, {})).toThrow(PatternError);
    expect(() => matchesPattern(pattern, {})).toThrow(named);
  });
});
