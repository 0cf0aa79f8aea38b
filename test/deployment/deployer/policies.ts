import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const deployerFile = join('deployment', 'deployer.yml');

export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

type OneOrMany = string | readonly string[];
interface Written {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Properties: {
          readonly PolicyDocument: {
            readonly Statement: readonly {
              readonly Sid: string;
              readonly Action: OneOrMany;
              readonly Resource: OneOrMany;
            }[];
          };
        };
      }
    >
  >;
}

const list = (value: OneOrMany): readonly string[] => (typeof value === 'string' ? [value] : value);

/** The statements of the policy `Deployer` or `Operator` in deployment/deployer.yml, for a stage and an account. */
export const statementsOf = (
  policy: 'Deployer' | 'Operator',
  stage: string,
  account: string,
): readonly Statement[] => {
  // A text under !Sub is read as it stands.
  const written: Written = parse(readFileSync(deployerFile, 'utf8'), { logLevel: 'silent' });
  const filled = (resource: string): string =>
    resource
      .replaceAll(/\$\{AWS::Partition\}/g, 'aws')
      .replaceAll(/\$\{AWS::AccountId\}/g, account)
      .replaceAll(/\$\{Stage\}/g, stage);
  return (written.Resources[policy]?.Properties.PolicyDocument.Statement ?? []).map((statement) => ({
    sid: statement.Sid,
    actions: list(statement.Action),
    resources: list(statement.Resource).map(filled),
  }));
};

/** As IAM matches: `*` stands for anything. Names of actions are compared without regard to case. */
export const matches = (pattern: string, text: string): boolean => {
  const parts = pattern.split('*').map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
};

/** Whether the statements allow an action, on this resource where one is given. */
export const allows = (statements: readonly Statement[], action: string, resource?: string): boolean =>
  statements.some(
    ({ actions, resources }) =>
      actions.some((pattern) => matches(pattern, action)) &&
      (resource === undefined || resources.some((pattern) => matches(pattern, resource))),
  );
