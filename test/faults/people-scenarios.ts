import { declareIncident } from '../../protocol/intake/declare.ts';
import {
  alarmed,
  cleared,
  commands,
  done,
  first,
  inTurn,
  merges,
  nothing,
  type Scenario,
  two,
  until,
} from './scenario.ts';

const declares: Scenario['work'] = async (_world, shell) => {
  const answer = await declareIncident(shell, {
    by: 'ada',
    title: 'Checkout is slow',
    service: 'checkout',
    severity: 'SEV2',
    scenario: 'generic',
    note: 'seen by support',
    say: { facts: { impact: 'carts time out' } },
    request: { key: 'request-2', fingerprint: 'declare' },
  });
  return answer.outcome !== 'refused';
};

/** What people do over the API. */
export const fromPeople: readonly Omit<Scenario, 'source'>[] = [
  { title: 'an acknowledgement', before: first, work: commands({ kind: 'acknowledge' }, { note: 'on it' }) },
  { title: 'a mitigation', before: first, work: commands({ kind: 'mitigate' }) },
  {
    title: 'a resolve while an alarm stands',
    before: inTurn(first, alarmed('latency', { severity: 'SEV3' }), until(5)),
    work: commands({ kind: 'resolve' }),
  },
  {
    title: 'a resolve of what never says OK',
    before: inTurn(alarmed('launch', { kind: 'scaling' }), until(5)),
    work: commands({ kind: 'resolve' }),
  },
  {
    title: 'a reopening by hand',
    before: inTurn(first, done('resolve'), until(5)),
    work: commands({ kind: 'reopen' }),
  },
  {
    title: 'a reopening by hand of what is clear',
    before: inTurn(first, cleared('errors', { at: 1 }), until(20)),
    work: commands({ kind: 'reopen' }),
  },
  {
    title: 'a close',
    before: inTurn(first, cleared('errors', { at: 1 }), until(20)),
    work: commands({ kind: 'close' }),
  },
  {
    title: 'an escalation by hand',
    before: first,
    work: commands({ kind: 'escalate', audiences: ['database'] }),
  },
  {
    title: 'a severity set by hand',
    before: first,
    work: commands({ kind: 'set-severity', severity: 'SEV1' }),
  },
  {
    title: 'a renaming',
    before: first,
    work: commands({ kind: 'say', title: 'Nobody can pay', service: 'payments' }),
  },
  { title: 'a merger', before: inTurn(two, until(10)), work: merges({ note: 'one database' }) },
  {
    title: 'a merger into what has cleared',
    before: inTurn(two, until(10), cleared('errors', { at: 1 })),
    work: merges(),
  },
  { title: 'a declaration', before: nothing, work: declares },
  { title: 'a declaration that joins', before: inTurn(first, until(5)), work: declares },
];
