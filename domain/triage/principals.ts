import { own } from '../kernel/own.ts';
import type { Signal } from '../signal/signal.ts';
import type { SignalRecord } from '../signal/signal-record.ts';
import type { PrincipalSubject } from './facts/security.ts';

/** Looked at in one run: CloudTrail takes two look-ups a second of a whole account. */
const MOST_PRINCIPALS = 2;

/** What the signals of security products are about. */
export const findingsOf = (signals: readonly SignalRecord[]): readonly Signal[] =>
  signals.flatMap(({ transition: { signal } }) => (signal.kind === 'finding' ? [signal] : []));

export const textFact = (signal: Signal, name: string): string | undefined => {
  const value = own(signal.facts, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * How CloudTrail finds what a finding's principal did: a user by its name, a role by its session, an access key by its id.
 * A role without a session cannot be looked up. CloudTrail User Guide, "userIdentity element".
 */
export const principalsOf = (signals: readonly SignalRecord[]): readonly PrincipalSubject[] => {
  const all = findingsOf(signals).flatMap((signal) => [
    ...namedByFacts(signal),
    ...signal.resources.flatMap(namedByResource),
  ]);
  const byName = new Map(all.map((principal) => [`${principal.by} ${principal.name}`, principal]));
  return [...byName.values()].slice(0, MOST_PRINCIPALS);
};

const namedByFacts = (signal: Signal): readonly PrincipalSubject[] => {
  const principal = textFact(signal, 'principal');
  if (principal === undefined) return [];
  switch (textFact(signal, 'principalType')) {
    case undefined:
    case 'IAMUser':
      return [{ name: principal, by: 'Username' }];
    case 'Root':
      return [{ name: 'root', by: 'Username' }];
    default: {
      const session = textFact(signal, 'session');
      return session === undefined ? [] : [{ name: session, by: 'Username', role: principal }];
    }
  }
};

/** As Security Hub names users and access keys. AWS Security Finding Format, "Resources". */
const namedByResource = (resource: string): readonly PrincipalSubject[] => {
  const user = /^arn:[^:]*:iam::\d+:user\/(?:[^/]*\/)*([^/]+)$/.exec(resource)?.[1];
  const key = /^AWS::IAM::AccessKey:((?:AKIA|ASIA)[A-Z0-9]{16})$/.exec(resource)?.[1];
  return [
    ...(user === undefined ? [] : [{ name: user, by: 'Username' as const }]),
    ...(key === undefined ? [] : [{ name: key, by: 'AccessKeyId' as const }]),
  ];
};
