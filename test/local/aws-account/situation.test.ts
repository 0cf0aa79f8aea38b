import { describe, expect, test } from 'vitest';
import { parseSituation } from '../../../local/aws-account/situation/parse-situation.ts';
import { readSituation, situationNames } from '../../../local/aws-account/situation/read-situation.ts';

const noBase = () => ({ problem: 'there is no such situation' });

const mistakesIn = (yaml: string): readonly string[] => {
  const parsed = parseSituation(yaml, noBase);
  return parsed.ok
    ? []
    : parsed.mistakes.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
};

describe('the situations of the project', () => {
  test.each(situationNames())('%s can be read and says what happens', (name) => {
    const { title, stages } = readSituation(name);
    expect(title.length).toBeGreaterThan(10);
    expect(stages.length).toBeGreaterThan(0);
  });

  test('an unknown one is refused with those that there are', () => {
    expect(() => readSituation('helthy')).toThrow(
      /"helthy" is neither a file nor one of the project's\. Did you mean healthy\? There are certificate-expired, /,
    );
  });
});

describe('a mistake in a situation has its place and a remedy', () => {
  test.each([
    ['databses: {}\ntitle: x', '1:1 databses: unknown key "databses": did you mean "databases"?'],
    [
      'title: x\nbegan: 3 minutes',
      '2:8 began: is not a duration: write one whole number and one unit of s, m, h, d, such as "5m"',
    ],
    ['title: x\nbasedOn: y', '2:10 basedOn: there is no such situation'],
    [
      'title: x\ntargetGroups:\n  web: { id: 8c1f0e2d3b4a5968, targets: { i-0a1: healthy } }',
      '3:43 targetGroups.web.targets.i-0a1: "i-0a1" is not in instances: write it in instances',
    ],
    [
      'title: x\ninstances: { i-0a1: { zone: eu-west-1a } }\ntargetGroups:\n  web: { id: 8c1f0e2d3b4a5968, targets: { i-0a1: unwell } }',
      '4:50 targetGroups.web.targets.i-0a1: "unwell" is not one of initial, healthy, unhealthy, unhealthy.draining, unused, draining, unavailable',
    ],
    [
      'title: x\ninstances:\n  i-0a1:\n    zone: eu-west-1a\n    metrics: { CPUUtilization: { from: 4, too: 5 } }',
      '5:43 instances.i-0a1.metrics.CPUUtilization.too: unknown key "too": did you mean "to"?',
    ],
    [
      'title: x\ninstances:\n  i-0a1:\n    zone: eu-west-1a\n    metrics: { CPUUtilization: { from: 4, noise: 0.1 } }',
      '5:50 instances.i-0a1.metrics.CPUUtilization.noise: has noise without a seed: write seed: 1',
    ],
    [
      'title: x\nthen:\n  - after: 5m\n    instances: { i-0a1: { zone: nowhere } }',
      '4:33 then[0].instances.i-0a1.zone: is not an Availability Zone: write one such as eu-west-1a',
    ],
    [
      'title: x\nthen:\n  - after: 5m\n  - after: 5m',
      '4:12 then[1].after: comes no later than what stands before it: sort by time',
    ],
    [
      'title: x\ntrouble: [{ call: rds, is: denied }]',
      '2:19 trouble[0].call: is no action: write one as IAM does, such as "rds:DescribeDBInstances" or "ecs:*"',
    ],
  ])('%j', (yaml, mistake) => {
    expect(mistakesIn(yaml)).toEqual([mistake]);
  });
});
