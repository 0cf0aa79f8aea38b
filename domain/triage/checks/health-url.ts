import type { Check } from '../check.ts';
import type { HealthAnswer, HealthOutcome } from '../facts/health-answer.ts';
import type { Interpretation } from '../finding.ts';
import { urlName } from '../url-name.ts';

/** A certificate that ends sooner than this is told of: ACM renews 60 days before, and warns 45 days before. */
const ENDS_SOON_MS = 14 * 86_400_000;

/** Emergency Response Procedures, "Alert Thresholds": response time. */
const SLOW_MS = 5_000;

export const healthUrl: Check<'health-url'> = {
  scenarios: ['outage', 'database', 'auto-scaling', 'generic'],
  tells: 'whether users reach the service',
  subjectsOf: ({ estate }) => estate.healthUrls,
  interpret: (answer, { nowMs }) => interpret(answer, nowMs),
};

const failures: Readonly<Record<Exclude<HealthOutcome, 'answered'>, string>> = {
  'no-such-name': 'its name does not resolve',
  'not-reached': 'no connection',
  'no-answer-in-time': 'no answer in time',
  'certificate-refused': 'its certificate is not valid',
  'too-many-redirects': 'it redirects for ever',
  'private-address':
    'its address is private, so it was not asked: list it with `private: true` if triage runs in that network',
};

const interpret = (answer: HealthAnswer, nowMs: number): Interpretation => {
  const { asked, outcome, status = 0, contains, tookMs, certificateEndsAtMs } = answer;
  const name = urlName(asked.url);
  const evidence = {
    outcome,
    tookMs,
    ...(outcome === 'answered' ? { status } : {}),
    ...(contains === undefined ? {} : { contains }),
    ...(certificateEndsAtMs === undefined
      ? {}
      : { certificateEndsAt: new Date(certificateEndsAtMs).toISOString() }),
  };
  if (outcome === 'private-address')
    return { state: 'unknown', reason: outcome, text: `${name}: ${failures[outcome]}`, evidence };
  if (outcome !== 'answered')
    return { state: 'failed', reason: outcome, text: `${name}: ${failures[outcome]}`, evidence };
  const isWanted = asked.status === undefined ? status >= 200 && status < 300 : status === asked.status;
  if (!isWanted)
    return { state: 'failed', reason: 'wrong-status', text: `${name} answers ${status}`, evidence };
  if (contains === false)
    return {
      state: 'failed',
      reason: 'wrong-body',
      text: `${name} answers ${status} without the expected text`,
      evidence,
    };
  if (tookMs > SLOW_MS)
    return {
      state: 'degraded',
      reason: 'slow',
      text: `${name} answers ${status} after ${seconds(tookMs)}`,
      evidence,
    };
  if (certificateEndsAtMs !== undefined && certificateEndsAtMs - nowMs < ENDS_SOON_MS)
    return {
      state: 'degraded',
      reason: 'certificate-ends-soon',
      text: `${name}: its certificate ends on ${evidence.certificateEndsAt ?? ''}`,
      evidence,
    };
  return {
    state: 'healthy',
    reason: 'answers',
    text: `${name} answers ${status} in ${seconds(tookMs)}`,
    evidence,
  };
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
