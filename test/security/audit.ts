/** `npm run audit`: known holes in what is deployed. Exit code 1 where there is one, 77 where nobody could be asked. */
import { spawnSync } from 'node:child_process';
import { type Accepted, judgeAudit } from './audit-verdict.ts';

/** None. An entry names the advisory's address and why the hole does not reach this product. */
const accepted: Accepted = {};

/** npm tries an address that does not answer for minutes; an audit that takes longer is one that could not ask. */
const patienceMs = 120_000;

const args = ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=30000'];
const npm = spawnSync('npm', args, { encoding: 'utf8', timeout: patienceMs });
const isTimeout = npm.error !== undefined && 'code' in npm.error && npm.error.code === 'ETIMEDOUT';
if (npm.error !== undefined && !isTimeout) throw npm.error;

const verdict = isTimeout
  ? { outcome: 'skipped' as const, lines: [`no answer within ${patienceMs / 1000} s`] }
  : judgeAudit(npm.stdout, accepted);
for (const line of verdict.lines) console.log(line);
if (verdict.outcome === 'skipped') {
  console.warn('AUDIT SKIPPED: the advisories could not be reached from here. Nothing is known about holes.');
}
console.log(`audit: ${verdict.outcome}`);
process.exitCode = { passed: 0, failed: 1, skipped: 77 }[verdict.outcome];
