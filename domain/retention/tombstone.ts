import type { Incident } from '../incident/incident.ts';

/**
 * What stays of a retired incident for ever, and all that is stored of it: the claim on its id, which the walk passes,
 * and when it was retired. Its key stays as that of the slot does.
 */
const claimed = [
  'id',
  'key',
  'generation',
  'version',
  'schema',
  'commitId',
  'earlierCommitIds',
  'sealed',
  'retiredAtMs',
  'removeAtMs',
  'failing',
  'outbox',
] as const satisfies readonly (keyof Incident)[];

export type Claim = Pick<Incident, (typeof claimed)[number]>;

/** The claim that an incident is. */
export const claimOf = (incident: Incident): Claim =>
  Object.fromEntries(
    claimed.flatMap((name) => (incident[name] === undefined ? [] : [[name, incident[name]]])),
  ) as unknown as Claim;

/** A retired incident as the protocol sees it: sealed, over, and empty but for its claim. */
export const tombstoneOf = (claim: Claim): Incident => ({
  configurationVersion: '',
  title: '',
  status: 'closed',
  severity: 'SEV4',
  scenario: 'generic',
  service: '',
  classification: { rule: '', reason: '' },
  openedAtMs: 0,
  episode: { number: 0, startedAtMs: 0, reason: 'opened' },
  escalation: { policy: { name: '', rungs: [], repeatEveryMs: 0 }, nextRung: 0, repeats: 0, paged: [] },
  triggers: {},
  components: [],
  updates: { nextAtMs: 0, sent: 0 },
  milestones: {},
  flaps: 0,
  told: [],
  signalsSeen: 0,
  said: {},
  requests: [],
  ...claim,
});

/** For people: why an incident is no longer there. */
export const retiredText = ({ id, retiredAtMs = 0 }: Incident): string =>
  `Incident ${id} was retired on ${new Date(retiredAtMs).toISOString().slice(0, 10)}: what is resolved is kept as long as tocsin.yml says (retention)`;
