import { beforeAll, expect, test } from 'vitest';
import type { FunctionName } from '../security/deployed-functions.ts';
import { grantedCalls, grantedItems } from '../security/granted-calls.ts';
import { makePackage, type Package } from './fixture/package.ts';
import { at, idIn, listAt, ofType, type Part } from './fixture/template.ts';

let stack: Package;

beforeAll(async () => {
  stack = await makePackage();
}, 120_000);

const roles = () => ofType(stack.template, 'AWS::IAM::Role');
const statementsOf = (role: { readonly Properties: { readonly [key: string]: Part } }): readonly Part[] =>
  listAt(role.Properties, 'Policies').flatMap((policy) => listAt(policy, 'PolicyDocument', 'Statement'));
/** Logging is writing a log, not reading one. */
const isLogging = (statement: Part): boolean => /^logs:(Create|Put)/.test(String(at(statement, 'Action', 0)));

/** `service:Action resource` of everything that a function's role allows, but for its own log. */
const allowed = (fn: string): readonly string[] => {
  const role = stack.template.Resources[`${fn}IamRoleLambdaExecution`];
  if (role === undefined) throw new Error(`${fn} has no role`);
  const grants = statementsOf(role)
    .filter((statement) => !isLogging(statement))
    .flatMap((statement) =>
      listAt(statement, 'Action').flatMap((action) =>
        listAt(statement, 'Resource').map((resource) => `${String(action)} ${nameOf(resource)}`),
      ),
    );
  return [...new Set(grants)].sort();
};

/** The topics of all audiences count as one. */
const nameOf = (resource: Part): string => {
  const sub = at(resource, 'Fn::Sub');
  if (typeof sub === 'string') return sub;
  if (resource === '*') return '*';
  const id = idIn(resource);
  return id.endsWith('Topic') && id !== 'WatchTopic' && id !== 'AlarmsTopic' ? 'audience' : id;
};

const reads = (queue: string) =>
  ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((call) => `sqs:${call} ${queue}`);

/** What Lambda itself reads with the role of the function whose queue it polls. */
const polled: readonly (readonly [FunctionName, string, readonly string[]])[] = [
  ['ingest-alarm', 'IngestAlarm', reads('IntakeQueue')],
  ['run-timer', 'RunTimer', reads('TimersQueue')],
  ['sweep-due', 'SweepDue', []],
  ['serve-api', 'ServeApi', []],
  ['page-undecided', 'PageUndecided', reads('IntakeDeadQueue')],
  ['triage-incident', 'TriageIncident', reads('TriageQueue')],
];

test.each(polled)('%s may call exactly what its work takes', (name, fn, polls) => {
  expect(allowed(fn)).toEqual([...grantedCalls[name], ...polls].sort());
});

/** `service:Action kind` of everything that a function's role allows on items of the table, and on its local index. */
const allowedItems = (fn: string): readonly string[] => {
  const role = stack.template.Resources[`${fn}IamRoleLambdaExecution`];
  const statements = role === undefined ? [] : statementsOf(role);
  const items = statements.flatMap((statement) =>
    listAt(statement, 'Resource')
      .filter((resource) => /^(Table|\$\{Table\.Arn\}\/index\/standing)$/.test(nameOf(resource)))
      .flatMap(() => listAt(statement, 'Action'))
      .flatMap((action) => kindsOf(statement).map((kind) => `${String(action)} ${kind}`)),
  );
  return [...new Set(items)].sort();
};

/** A statement without the condition allows every kind. */
const kindsOf = (statement: Part): readonly string[] => {
  const keys = listAt(statement, 'Condition', 'ForAllValues:StringLike', 'dynamodb:LeadingKeys');
  return keys.length === 0 ? ['every kind'] : keys.map((key) => String(key).replace(/\*$/, ''));
};

test.each(polled)('%s may call for items of the kinds that are its work, and of no other', (name, fn) => {
  expect(allowedItems(fn)).toEqual([...grantedItems[name]].sort());
});

test('what pages raw may publish to the fallback audience only', () => {
  const published = statementsOf(
    stack.template.Resources['PageUndecidedIamRoleLambdaExecution'] ?? { Properties: {} },
  )
    .filter((statement) => listAt(statement, 'Action').includes('sns:Publish'))
    .flatMap((statement) => listAt(statement, 'Resource'));
  expect(published).toEqual([{ Ref: 'FallbackTopic' }]);
});

test('every function has a role of its own', () => {
  const functions = ofType(stack.template, 'AWS::Lambda::Function');
  const used = functions.map(([, { Properties }]) => idIn(Properties['Role']));
  expect(new Set(used).size).toBe(functions.length);
  expect(
    roles()
      .map(([id]) => id)
      .sort(),
  ).toEqual([...used].sort());
});

test('no role names an action by a wildcard; nor a resource, but for the streams of its own log and what triage reads', () => {
  for (const [id, role] of roles()) {
    for (const statement of statementsOf(role)) {
      expect(JSON.stringify(at(statement, 'Action'))).not.toContain('*');
      const resource = JSON.stringify(at(statement, 'Resource'));
      if (isLogging(statement)) expect(resource).toMatch(/log-group:\/aws\/lambda\/tocsin-dev-[a-z-]+:\*:\*/);
      else if (resource === '["*"]') expect(id).toMatch(/^TriageIncident/);
      else expect(resource).not.toContain('*');
    }
  }
});

test('on any resource a role may read alone', () => {
  const onAny = roles()
    .flatMap(([, role]) => statementsOf(role))
    .filter((statement) => listAt(statement, 'Resource').includes('*'))
    .flatMap((statement) => listAt(statement, 'Action'));
  expect(onAny).toContain('logs:FilterLogEvents');
  for (const action of onAny) {
    expect(action).toMatch(/:(BatchGetDeployments|(Describe|Filter|Get|List|Lookup)[A-Z]\w+)$/);
  }
});
