/**
 * `npm run capture -- <tag or commit> [name]` plays today's story in the code of a release and keeps what it stored:
 * `test/upgrade/records/<name>.jsonl`, by default under the tag. Afterwards put the release into test/upgrade/releases.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInRelease } from './in-release.ts';

const [commit, name = commit] = process.argv.slice(2);
if (commit === undefined || name === undefined) {
  console.error('Say which release: npm run capture -- v0.2.0');
  process.exitCode = 2;
} else {
  const file = join(import.meta.dirname, 'records', `${name}.jsonl`);
  const stored = await runInRelease(commit, 'capture.ts', ['capture.ts', 'story.ts', 'chapters.ts']);
  writeFileSync(file, stored);
  console.log(`${stored.split('\n').length - 1} items of ${commit} in ${file}`);
}
