import { describe, expect, test } from 'vitest';
import { mistakesIn } from '../mistakes-in.ts';

describe('one mistake, one clear message', () => {
  test.each([
    [
      'defaultSeverty: SEV2',
      '4:1 defaultSeverty: unknown key "defaultSeverty": did you mean "defaultSeverity"?',
    ],
    ['defaultSeverity: SEV5', '4:18 defaultSeverity: "SEV5" is not one of SEV1, SEV2, SEV3, SEV4'],
    [
      'clocks: { clearHold: 5 }',
      '4:22 clocks.clearHold: "5" has no unit: write "5m" for minutes, or another of s, m, h, d, y',
    ],
    [
      'clocks: { clearHold: "5" }',
      '4:22 clocks.clearHold: "5" has no unit: write "5m" for minutes, or another of s, m, h, d, y',
    ],
    [
      'clocks: { clearHold: 5 min }',
      '4:22 clocks.clearHold: is not a duration: write one whole number and one unit of s, m, h, d, y, such as "90s" or "5m"',
    ],
    ['clocks: { updateEvery: 5s }', '4:24 clocks.updateEvery: "5s" is too short: write "1m" or longer'],
    ['clocks: { autoResolve: 999d }', '4:24 clocks.autoResolve: "999d" is too long: write "366d" or shorter'],
    ['pagesPerMinute: 0', '4:17 pagesPerMinute: is too small: at least 1'],
    ['pagesPerMinute: 10001', '4:17 pagesPerMinute: is too large: at most 10000'],
    ['pagesPerMinute: "30"', '4:17 pagesPerMinute: "30" is not a number: write a number'],
    ['clocks: { updatesBeforeHourly: -1 }', '4:32 clocks.updatesBeforeHourly: is too small: at least 0'],
    [
      'policyBySeverity: { SEV1: defualt }',
      '4:27 policyBySeverity.SEV1: "defualt" is not a policy: did you mean "default"?',
    ],
    [
      'experts: { outage: [netwrok] }',
      '4:21 experts.outage[0]: "netwrok" is not an audience: did you mean "network"?',
    ],
    [
      'services: [{ name: a, match: [{ alarm: x }], policy: nightly }]',
      '4:54 services[0].policy: "nightly" is not a policy: known are default',
    ],
    [
      'services: [{ name: a, match: [{ alarm: x }] }, { name: a, match: [{ alarm: y }] }]',
      '4:56 services[1].name: "a" names two services: rename one',
    ],
    [
      'services: [{ name: a, match: [] }]',
      '4:30 services[0].match: matches nothing: name at least one match',
    ],
    [
      'services: [{ name: a, match: [{}] }]',
      '4:31 services[0].match[0]: is empty and would match everything: name at least one condition',
    ],
    [
      'rules: [{ name: a, match: { alarm: x } }]',
      '4:9 rules[0]: decides nothing: set severity, scenario, service or ignore: true',
    ],
    [
      'rules: [{ name: a, match: { alarm: x }, ignore: true, severity: SEV1 }]',
      '4:9 rules[0]: ignores and sets severity: keep one of the two',
    ],
    [
      'rules: [{ name: a, match: { alarm: "^x" }, severity: SEV1 }]',
      '4:36 rules[0].match.alarm: looks like a regular expression: only * is special here, and stands for any characters',
    ],
    [
      'rules: [{ name: a, match: { alarm: "" }, severity: SEV1 }]',
      '4:36 rules[0].match.alarm: is empty and matches nothing: write a text, with * for any characters',
    ],
    [
      'rules: [{ name: a, match: { alarm: "x**" }, severity: SEV1 }]',
      '4:36 rules[0].match.alarm: holds **: one * already stands for any characters',
    ],
    ['rules: [{ match: { alarm: x }, severity: SEV1 }]', '4:9 rules[0].name: is missing: write it'],
    [
      'databases: { o: { storage: 100GB } }',
      '4:28 databases.o.storage: is not a size: write a number and MiB, GiB or TiB, as AWS counts, such as "100GiB"',
    ],
    ['insufficientData: maybe', '4:19 insufficientData: "maybe" is not one of hold, open'],
    ['tags: [a]', '4:7 tags: a list is not a map: write a map'],
    [
      'defaultSeverity: SEV1\ndefaultSeverity: SEV2',
      '5:1 (file): this key stands twice in one map: keep one',
    ],
    ['defaultSeverity: "SEV1', '4:23 (file): a closing quote, bracket or colon is missing here'],
    [
      'defaultSeverity: *none',
      '4:18 (file): begins with *, which YAML takes for an alias: quote it, such as "*-prod"',
    ],
  ])('%s', (text, mistake) => {
    expect(mistakesIn(text)[0]).toBe(mistake);
  });
});

test('every mistake is told at once, in the order of the file', () => {
  const found = mistakesIn(
    'defaultSeverity: SEV9\nclocks: { clearHold: 5, updateEvry: 5m }\nrules: [{ name: r, match: { alrm: x }, severity: bad }]\npolicyBySeverity: { SEV1: nope }\n',
  );
  expect(found.map((mistake) => mistake.slice(0, mistake.indexOf(': ')))).toEqual([
    '4:18 defaultSeverity',
    '5:22 clocks.clearHold',
    '5:25 clocks.updateEvry',
    '6:29 rules[0].match.alrm',
    '6:50 rules[0].severity',
    '7:27 policyBySeverity.SEV1',
  ]);
});
