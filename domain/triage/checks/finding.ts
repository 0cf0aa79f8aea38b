import { own } from '../../kernel/own.ts';
import type { Signal } from '../../signal/signal.ts';
import type { Check } from '../check.ts';
import type { SecurityFindingFacts } from '../facts/security.ts';
import type { Interpretation } from '../finding.ts';
import { findingsOf, textFact } from '../principals.ts';

/** The finding itself, out of its signal: nothing is asked of AWS. */
export const finding: Check<'finding'> = {
  scenarios: ['security'],
  tells: 'what the security product found',
  subjectsOf: ({ signals }) => findingsOf(signals).map(factsOf),
  interpret: (facts) => interpret(facts),
};

const factsOf = (signal: Signal): SecurityFindingFacts => {
  const type = textFact(signal, 'findingType');
  const severity = own(signal.facts, 'findingSeverity');
  const product = textFact(signal, 'product');
  const resourceType = textFact(signal, 'resourceType');
  const principal = textFact(signal, 'principal');
  const address = textFact(signal, 'address');
  return {
    name: signal.name,
    findingId: signal.id,
    ...(type === undefined ? {} : { type }),
    ...(typeof severity === 'number' ? { severity } : {}),
    ...(product === undefined ? {} : { product }),
    ...(resourceType === undefined ? {} : { resourceType }),
    ...(principal === undefined ? {} : { principal }),
    resources: signal.resources.map(withoutKeyId),
    addresses: address === undefined ? [] : [address],
  };
};

/** Security Hub names a key as a resource: its principal is looked up by it, and people need not read it. */
const withoutKeyId = (resource: string): string =>
  resource.startsWith('AWS::IAM::AccessKey:') ? 'AWS::IAM::AccessKey' : resource;

/** GuardDuty User Guide, "Severity levels": from 7.0 on it is high. */
const HIGH = 7;

const interpret = (facts: SecurityFindingFacts): Interpretation => {
  const { name, findingId, type, severity, product, resourceType, principal, addresses, resources } = facts;
  const isHigh = severity !== undefined && severity >= HIGH;
  return {
    state: isHigh ? 'failed' : 'degraded',
    reason: isHigh ? 'severe-finding' : 'finding-stands',
    text: `${product ?? 'Finding'}: ${name}${type === undefined ? '' : ` (${type})`}`,
    evidence: {
      ...(type === undefined ? {} : { type }),
      ...(severity === undefined ? {} : { severity }),
      ...(resourceType === undefined ? {} : { resourceType }),
      ...(principal === undefined ? {} : { principal }),
      resources: resources.slice(0, 10),
      addresses,
      findingId,
      // What was read of it. Its product keeps the whole of it: the first step that is proposed fetches that.
      keptAs: `SIGNAL#${findingId}`,
    },
  };
};
