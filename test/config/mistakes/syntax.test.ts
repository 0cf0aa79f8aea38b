import { describe, expect, test } from 'vitest';
import { mistakesIn } from '../mistakes-in.ts';

const QUOTE = 'begins with *, which YAML takes for an alias: quote it, such as "*-prod"';
const NUMBER = 'is read as a number: put it in quotes, as it stands there';
const MERGE = 'is a merge key, which is not read here: write the keys of the other map themselves';

describe('what YAML reads otherwise than people do', () => {
  test.each([
    ['rules:\n  - name: a\n    match: { alarm: * }\n    severity: SEV4', `6:21 (file): ${QUOTE}`],
    ['rules:\n  - name: a\n    match: { alarm: *-prod }\n    severity: SEV4', `6:21 (file): ${QUOTE}`],
    ['rules:\n  - name: a\n    match:\n      alarm: *\n    severity: SEV4', `7:14 (file): ${QUOTE}`],
    [
      'rules:\n  - name: a\n    match: { tags: { team: *pay* } }\n    severity: SEV4',
      `6:28 (file): ${QUOTE}`,
    ],
    ['services:\n  - name: *x y\n    match: [{ alarm: a }]', `5:14 (file): ${QUOTE}`],
    [
      'services: [{ name: @shop, match: [{ alarm: a }] }]',
      '4:20 (file): begins with @, which YAML keeps for itself: put the text in quotes',
    ],
    [
      'services:\n  - name: shop: web\n    match: [{ alarm: a }]',
      '5:11 (file): holds a colon and a blank, which YAML takes for a map: put the text in quotes',
    ],
    [
      'services:\n  - name: shop\n     match: [{ alarm: a }]',
      '5:11 (file): the next line is indented further than this one: line it up with its neighbours',
    ],
    [
      'services:\n  - name: shop\n   match: [{ alarm: a }]',
      '6:1 (file): is indented wrongly: line it up with its neighbours',
    ],
    ['clocks:\nclearHold: 5m', '4:1 clocks: is empty: write a map'],
    ['clearHold: 5m', '4:1 clearHold: unknown key "clearHold": it belongs to clocks: indent it below'],
    ['clocks:\n\tclearHold: 5m', '5:1 (file): is indented with a tab: use spaces'],
    ['clocks: {\n\tclearHold: 5m }', '5:2 (file): is indented with a tab: use spaces'],
    [
      'clocks:\n\u00a0\u00a0clearHold: 5m',
      '5:1 (file): is indented with a character that only looks like a blank: use spaces',
    ],
    [
      'policies:\n  a: &a { rungs: [{ page: [primary] }] }\n  b: { <<: *a, repeatEvery: 10m }',
      `6:8 policies.b.<<: ${MERGE}`,
    ],
    ['services: [{ name: 42, match: [{ alarm: x }] }]', `4:20 services[0].name: "42" ${NUMBER}`],
    [
      'services: [{ name: a, match: [{ account: 012345678901 }] }]',
      `4:42 services[0].match[0].account: this value ${NUMBER}`,
    ],
    [
      'services: [{ name: a, match: [{ tags: { prod: true } }] }]',
      '4:47 services[0].match[0].tags.prod: "true" is read as true or false: put it in quotes, as it stands there',
    ],
    [
      'policies: { x: { rungs: [{ page: [Primary] }] } }',
      '4:35 policies.x.rungs[0].page[0]: has capital letters: write "primary"',
    ],
    [
      'defaultSeverity: sev2',
      '4:18 defaultSeverity: "sev2" is not one of SEV1, SEV2, SEV3, SEV4: write SEV2',
    ],
  ])('%s', (text, mistake) => {
    expect(mistakesIn(text).find((found) => found === mistake)).toBe(mistake);
  });

  test('beside a merge key nothing is called missing that the merge was to bring', () => {
    expect(mistakesIn('policies:\n  b: { <<: { rungs: [] }, repeatEvery: 10m }')).toEqual([
      `5:8 policies.b.<<: ${MERGE}`,
    ]);
  });

  test('an audience with capitals is told how to be written', () => {
    expect(mistakesIn('  Devops: []\n')[0]).toBe(
      '4:3 audiences.Devops: "Devops" has capital letters: write "devops"',
    );
  });

  test('an alias that leads somewhere is read', () => {
    expect(mistakesIn('experts: { outage: &all [primary], database: *all }')).toEqual([]);
  });
});
