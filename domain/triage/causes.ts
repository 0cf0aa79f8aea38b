import type { Incident } from '../incident/incident.ts';
import type { Confidence } from '../incident/triage-summary.ts';
import type { CauseRule } from './cause-rule.ts';
import { awsEvent } from './causes/aws-event.ts';
import { certificate } from './causes/certificate.ts';
import { compromise } from './causes/compromise.ts';
import { database } from './causes/database.ts';
import { dependency } from './causes/dependency.ts';
import { deployment } from './causes/deployment.ts';
import { launches } from './causes/launches.ts';
import { load } from './causes/load.ts';
import { nameResolution } from './causes/name-resolution.ts';
import { zone } from './causes/zone.ts';
import type { Finding } from './finding.ts';
import type { Hypothesis } from './judgement.ts';

/** In this order where two are as likely: the cause of a cause comes first. */
const rules: readonly CauseRule[] = [
  ...compromise,
  nameResolution,
  certificate,
  database,
  // After the database, which says what is wrong with it; before what was done to the service itself.
  dependency,
  ...launches,
  deployment,
  zone,
  awsEvent,
  load,
];

const rank: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/** Every hypothesis that something speaks for, the likeliest first. */
export const causesOf = (findings: readonly Finding[], incident: Incident): readonly Hypothesis[] =>
  rules
    .flatMap(({ kind, explain }): readonly Hypothesis[] => {
      const explained = explain(findings, incident);
      return explained === undefined ? [] : [{ kind, ...explained }];
    })
    .sort((a, b) => rank[a.confidence] - rank[b.confidence]);
