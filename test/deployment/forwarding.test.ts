import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { forwardingText } from '../../deployment/forwarding-text.ts';
import { rules } from '../../events/intake/patterns.ts';
import { at, ofType, type Template } from './fixture/template.ts';

const text = readFileSync('deployment/forward-region.yml', 'utf8');
const template: Template = parse(text);
const forwarded = ofType(template, 'AWS::Events::Rule');

test('the forwarding of another region has the rules of the stack: `npm run forwarding` writes it anew', () => {
  expect(text).toBe(forwardingText());
});

test('every rule of the stack is forwarded to the bus at home, as the role alone allows', () => {
  expect(forwarded.map(([, { Properties }]) => Properties['EventPattern'])).toEqual(
    rules.map(({ pattern }) => pattern),
  );
  for (const [, { Properties }] of forwarded) {
    expect(at(Properties, 'Targets', 0, 'Arn')).toEqual({ Ref: 'HomeBusArn' });
    expect(at(Properties, 'Targets', 0, 'RoleArn')).toEqual({ 'Fn::GetAtt': ['ForwardingRole', 'Arn'] });
  }
  const role = template.Resources['ForwardingRole']?.Properties ?? {};
  expect(at(role, 'Policies', 0, 'PolicyDocument', 'Statement')).toEqual([
    { Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'HomeBusArn' } },
  ]);
});
