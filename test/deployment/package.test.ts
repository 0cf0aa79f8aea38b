import { beforeAll, describe, expect, test } from 'vitest';
import { phone } from './fixture/package.ts';
import { readStack, type Stack } from './fixture/stack.ts';
import { at, idIn, listAt, type Part } from './fixture/template.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await readStack();
}, 120_000);

describe('functions', () => {
  test('what wakes starts from at most 510 KB; what carries schemas from 600, the clients of all that triage reads from 1,620', () => {
    const largest = new Map([
      // Every step of an incident, with the asking for triage.
      ['runTimer', 510_000],
      ['sweepDue', 510_000],
      // The schemas of events beside them; those of the API.
      ['ingestAlarm', 570_000],
      ['serveApi', 600_000],
      ['pageUndecided', 260_000],
      // 14 clients of the SDK, of which EC2's alone is 560 KB. No page waits for its start.
      ['triageIncident', 1_620_000],
    ]);
    expect([...stack.bundles.keys()].sort()).toEqual([...largest.keys()].sort());
    for (const [name, code] of stack.bundles) {
      expect(Buffer.byteLength(code), name).toBeLessThanOrEqual(largest.get(name) ?? 0);
    }
  });

  test('no bundle and no environment holds a contact or a phone number (I10)', () => {
    const contacts = (protocol: string) =>
      stack
        .resources('AWS::SNS::Subscription')
        .filter(([, { Properties }]) => Properties['Protocol'] === protocol)
        .map(([, { Properties }]) => String(Properties['Endpoint']));
    if (process.env['TOCSIN_PACKAGE_DIR'] === undefined) {
      expect(contacts('sms')).toContain(phone);
      expect(contacts('email').length).toBeGreaterThan(0);
    }
    const endpoints = ['sms', 'email', 'https'].flatMap(contacts);
    const texts = [...stack.bundles.values(), JSON.stringify(stack.functions())];
    for (const text of texts) {
      for (const endpoint of endpoints) expect(text.includes(endpoint)).toBe(false);
      expect(text).not.toMatch(/["'`]\+[1-9]\d{6,14}["'`]/);
    }
  });

  test('all run on Node.js 24 and arm64', () => {
    expect(stack.functions()).toHaveLength(6);
    for (const [, { Properties }] of stack.functions()) {
      expect(Properties['Runtime']).toBe('nodejs24.x');
      expect(Properties['Architectures']).toEqual(['arm64']);
    }
  });

  test('a stack keeps its table when it is deleted, but not one of a creation that failed', () => {
    expect(stack.found('Table').DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(stack.found('Table').UpdateReplacePolicy).toBe('Retain');
  });

  test('requests without a token, however many, leave two thirds of an account’s concurrency to the pager', () => {
    const standard = 1_000; // AWS Lambda Developer Guide, "Lambda quotas"
    const limits = at(stack.found('HttpApiStage').Properties, 'DefaultRouteSettings');
    const timeoutS = Number(stack.found('ServeApiLambdaFunction').Properties['Timeout']);
    const atOnce =
      Number(at(limits, 'ThrottlingBurstLimit')) + Number(at(limits, 'ThrottlingRateLimit')) * timeoutS;
    expect(atOnce).toBeLessThan(standard / 3);
  });
});

describe('the alarms topic', () => {
  test('takes messages of its own account alone, unless others are listed', () => {
    const policy = stack.found('AlarmsTopicPolicy').Properties;
    expect(policy['Topics']).toEqual([{ Ref: 'AlarmsTopic' }]);
    const statements = listAt(policy, 'PolicyDocument', 'Statement');
    expect(statements.map((statement) => at(statement, 'Condition', 'StringEquals'))).toEqual([
      { 'AWS:SourceOwner': { Ref: 'AWS::AccountId' } },
    ]);
  });
});

describe('event rules', () => {
  /** Operators of all conditions in a pattern. */
  const operators = (pattern: Part): readonly string[] => {
    if (Array.isArray(pattern)) return pattern.flatMap(operatorOf);
    return typeof pattern === 'object' && pattern !== null ? Object.values(pattern).flatMap(operators) : [];
  };
  const operatorOf = (condition: Part): readonly string[] =>
    typeof condition === 'object' && condition !== null ? Object.keys(condition) : ['exact'];

  test('patterns use exact, prefix, exists and anything-but matching only', () => {
    expect(stack.rulesToIntake().length).toBeGreaterThan(10);
    for (const [, { Properties }] of stack.rulesToIntake()) {
      for (const operator of operators(Properties['EventPattern'])) {
        expect(['exact', 'prefix', 'exists', 'anything-but']).toContain(operator);
      }
    }
  });

  test('every rule sends to the intake queue; what cannot be delivered is paged raw', () => {
    for (const [, { Properties }] of stack.rulesToIntake()) {
      expect(Properties['Name']).toMatch(/^tocsin-dev-/);
      expect(idIn(at(Properties, 'Targets', 0, 'Arn'))).toBe('IntakeQueue');
      expect(idIn(at(Properties, 'Targets', 0, 'DeadLetterConfig', 'Arn'))).toBe('IntakeDeadQueue');
    }
  });

  test('what asks for triage goes from the stack’s own bus to its queue, and what cannot be delivered to its dead letters', () => {
    const { Properties } = stack.found('TriageRule');
    expect(Properties['EventBusName']).toEqual({ Ref: 'Bus' });
    expect(idIn(at(Properties, 'Targets', 0, 'Arn'))).toBe('TriageQueue');
    expect(idIn(at(Properties, 'Targets', 0, 'DeadLetterConfig', 'Arn'))).toBe('TriageDeadQueue');
  });

  test('no rule brings an alarm of the stack itself: a record that cannot be written pages nobody about itself', () => {
    const about = stack
      .rulesToIntake()
      .filter(([, { Properties }]) =>
        listAt(Properties, 'EventPattern', 'source').includes('aws.cloudwatch'),
      );
    expect(about).toHaveLength(3);
    for (const [, { Properties }] of about) {
      expect(at(Properties, 'EventPattern', 'detail', 'alarmName')).toEqual([
        { 'anything-but': { prefix: 'tocsin-dev-' } },
        { exists: false },
      ]);
    }
  });
});
