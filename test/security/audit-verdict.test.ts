import { expect, test } from 'vitest';
import { judgeAudit } from './audit-verdict.ts';

const url = 'https://github.com/advisories/GHSA-0000-0000-0001';

const advisory = (changes: object = {}) => ({
  source: 1,
  name: 'left-part',
  dependency: 'left-part',
  title: 'Reads what it should not',
  url,
  severity: 'high',
  range: '<1.2.3',
  ...changes,
});

const report = (via: readonly unknown[]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: via.length === 0 ? {} : { 'left-part': { name: 'left-part', severity: 'high', via } },
    metadata: { vulnerabilities: { total: via.length }, dependencies: { prod: 42 } },
  });

test('an audit without holes passes', () => {
  expect(judgeAudit(report([]), {})).toEqual({
    outcome: 'passed',
    lines: ['42 production dependencies, 0 known holes, 0 not accepted'],
  });
});

test('a known hole fails the audit, by name, range and advisory', () => {
  const verdict = judgeAudit(report([advisory(), 'another-part']), {});
  expect(verdict.outcome).toBe('failed');
  expect(verdict.lines[0]).toBe(`high: left-part <1.2.3: Reads what it should not (${url})`);
});

test('a hole that is accepted with a reason passes, and the reason is shown', () => {
  const verdict = judgeAudit(report([advisory()]), { [url]: 'we never call it' });
  expect(verdict.outcome).toBe('passed');
  expect(verdict.lines[0]).toContain('accepted: we never call it');
});

test('an acceptance that no hole needs any more fails, so that the list stays true', () => {
  expect(judgeAudit(report([]), { [url]: 'we never call it' }).outcome).toBe('failed');
});

test('an accepted hole does not excuse another one', () => {
  const other = advisory({ url: 'https://github.com/advisories/GHSA-0000-0000-0002' });
  expect(judgeAudit(report([advisory(), other]), { [url]: 'we never call it' }).outcome).toBe('failed');
});

test('advisories that cannot be reached are a skipped audit, not a passed one', () => {
  const printed = '{"message":"405 Method Not Allowed - POST /advisories/bulk","error":{"summary":""}}';
  expect(judgeAudit(printed, {})).toMatchObject({
    outcome: 'skipped',
    lines: [expect.stringMatching(/^405/)],
  });
});

test.each(['', 'Killed', '{"auditReportVersion":3}'])('an audit that printed %j is an error', (printed) => {
  expect(() => judgeAudit(printed, {})).toThrow('npm audit printed no report');
});
