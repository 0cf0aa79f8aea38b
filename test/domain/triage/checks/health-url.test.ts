import { expect, test } from 'vitest';
import { healthUrl } from '../../../../domain/triage/checks/health-url.ts';
import type { HealthAnswer } from '../../../../domain/triage/facts/health-answer.ts';
import { around, verdict } from '../sample-findings.ts';

const DAY_MS = 86_400_000;

const answered = (changes: Partial<HealthAnswer>): HealthAnswer => ({
  asked: { url: 'https://shop.example/health' },
  outcome: 'answered',
  status: 200,
  tookMs: 100,
  ...changes,
});

test.each<readonly [Partial<HealthAnswer>, string]>([
  [{}, 'healthy answers'],
  [{ status: 204 }, 'healthy answers'],
  [{ status: 301 }, 'failed wrong-status'],
  [{ status: 503 }, 'failed wrong-status'],
  [{ asked: { url: 'https://shop.example/', status: 401 }, status: 401 }, 'healthy answers'],
  [{ asked: { url: 'https://shop.example/', status: 401 } }, 'failed wrong-status'],
  [{ contains: true }, 'healthy answers'],
  [{ contains: false }, 'failed wrong-body'],
  [{ tookMs: 5_000 }, 'healthy answers'],
  [{ tookMs: 5_001 }, 'degraded slow'],
  [{ certificateEndsAtMs: around.nowMs + 14 * DAY_MS }, 'healthy answers'],
  [{ certificateEndsAtMs: around.nowMs + 14 * DAY_MS - 1 }, 'degraded certificate-ends-soon'],
  [{ outcome: 'no-such-name' }, 'failed no-such-name'],
  [{ outcome: 'not-reached' }, 'failed not-reached'],
  [{ outcome: 'no-answer-in-time' }, 'failed no-answer-in-time'],
  [{ outcome: 'certificate-refused' }, 'failed certificate-refused'],
  [{ outcome: 'too-many-redirects' }, 'failed too-many-redirects'],
  [{ outcome: 'private-address' }, 'unknown private-address'],
])('an answer is told as it is: %#', (changes, wanted) => {
  expect(verdict(healthUrl.interpret(answered(changes), around))).toBe(wanted);
});

test.each(['wrong-status', 'no-answer-in-time'])(
  'a query, which may hold a token, is not told with %s (I10)',
  (reason) => {
    const asked = { url: 'https://ana:pass-1234@shop.example/health?token=secret-1234#secret-5678' };
    const changes: Partial<HealthAnswer> =
      reason === 'wrong-status' ? { status: 500 } : { outcome: 'no-answer-in-time' };
    const said = JSON.stringify(healthUrl.interpret(answered({ asked, ...changes }), around));
    expect(said).toContain(reason);
    expect(said).not.toMatch(/secret|pass-1234/);
  },
);
