import { expect, test } from 'vitest';
import { clockText, durationText, momentText } from '../../../domain/kernel/duration-text.ts';
import { linksIn, MAX_LINK } from '../../../domain/kernel/link.ts';
import { own } from '../../../domain/kernel/own.ts';
import { serviceText } from '../../../domain/kernel/service-text.ts';
import { isWorse } from '../../../domain/kernel/severity.ts';
import { clearsByItself, signalKinds } from '../../../domain/kernel/signal-kind.ts';

const MINUTE = 60_000;

test.each([
  [0, 'under 1 min'],
  [MINUTE - 1, 'under 1 min'],
  [MINUTE, '1 min'],
  [59 * MINUTE, '59 min'],
  [60 * MINUTE, '1 h 00 min'],
  [185 * MINUTE, '3 h 05 min'],
  [25 * 60 * MINUTE, '25 h 00 min'],
])('%s ms are %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('moments are told in UTC', () => {
  const at = Date.UTC(2026, 10, 22, 3, 4, 59);
  expect(momentText(at)).toBe('2026-11-22 03:04 UTC');
  expect(clockText(at)).toBe('03:04Z');
});

test.each([
  [
    'see https://a.test/x. And (http://b.test/y), "https://c.test/z"!',
    ['https://a.test/x', 'http://b.test/y', 'https://c.test/z'],
  ],
  ['<https://a.test/x|Runbook> HTTPS://B.TEST', ['https://a.test/x', 'HTTPS://B.TEST']],
  ['ftp://a.test javascript:alert(1)', []],
])('the links in %s', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test('a link that no page can carry is left out, not cut', () => {
  const link = (length: number) => 'https://a.test/'.padEnd(length, 'x');
  expect(linksIn(`${link(MAX_LINK)} ${link(MAX_LINK + 1)}`)).toEqual([link(MAX_LINK)]);
});

test('a table has its own names alone', () => {
  expect(own({ a: 1 }, 'a')).toBe(1);
  expect(own({ a: 1 }, 'constructor')).toBeUndefined();
});

test('a service’s name is one line with single spaces', () => {
  expect(serviceText(' shop \t\n  web ')).toBe('shop web');
});

test('a name of 200 characters stays whole, and longer ones that differ anywhere stay different', () => {
  const long = 'x'.repeat(200);
  expect(serviceText(long)).toBe(long);
  const cut = serviceText(`${long}a`);
  expect(cut).toMatch(/^x{140}~[0-9a-f]{32}$/);
  expect(
    new Set([cut, serviceText(`${long}b`), serviceText(`${long}ab`), serviceText(`y${long}`)]).size,
  ).toBe(4);
  expect(new Set(cut.slice(141).match(/.{8}/g)).size).toBe(4);
});

test('the hash of a long name is the same in every release: incidents are found by it', () => {
  expect(serviceText('a service with a long name '.repeat(10))).toMatch(/~cdc0fcbe8261457485dc2658abc9c180$/);
});

test('SEV1 is the worst, and none is worse than itself', () => {
  expect(isWorse('SEV1', 'SEV2')).toBe(true);
  expect(isWorse('SEV2', 'SEV1')).toBe(false);
  expect(isWorse('SEV2', 'SEV2')).toBe(false);
});

test('alarms and their series alone say that they are over', () => {
  expect(signalKinds.filter(clearsByItself)).toEqual(['alarm', 'contributor']);
});
