/**
 * `npm run test:template`: cfn-lint (PyPI), AWS's own linter of CloudFormation, over the packaged template as it is, in
 * its fullest settings, and over the templates that stand for themselves. A warning fails the run, too. And whether what
 * CloudFormation asks for to make its resources is what the policy of whoever deploys was compared with.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { run } from '../../emulator/command.ts';
import { copyProject, packageIn } from '../fixture/package.ts';
import { setFullest } from '../fixture/settings.ts';
import type { Template } from '../fixture/template.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const venv = resolve('.cache', 'cfn-lint');

/**
 * W3005: a `DependsOn` that a reference implies already. The framework writes them beside its references; ours stand
 * where nothing refers.
 */
const ignored = 'W3005';

/** One where everything is, one where most teams are. */
const regions = ['us-east-1', 'eu-west-1'];

const install = async (): Promise<void> => {
  const marker = join(venv, 'tocsin-requirements.txt');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(requirements, 'utf8')) return;
  await run('python3', ['-m', 'venv', '--clear', venv]);
  const python = join(venv, 'bin', 'python');
  await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  cpSync(requirements, marker);
};

const lint = async (what: string, template: string): Promise<void> => {
  const args = ['--template', template, '--regions', ...regions, '--ignore-checks', ignored];
  await run(join(venv, 'bin', 'cfn-lint'), args);
  console.log(`${what}: nothing found`);
};

/** What CloudFormation's handlers of the template's types ask for must stand in the file that the test of the policy reads. */
const comparePermissions = async (template: string): Promise<void> => {
  const { Resources }: Template = JSON.parse(template);
  const types = [...new Set(Object.values(Resources).map(({ Type }) => Type))];
  const script = join(import.meta.dirname, 'handler_permissions.py');
  const now = await run(join(venv, 'bin', 'python'), [script, ...types]);
  const kept = join('test', 'deployment', 'deployer', 'handler-permissions.json');
  if (isDeepStrictEqual(JSON.parse(now), JSON.parse(readFileSync(kept, 'utf8')))) return;
  writeFileSync(kept, now);
  throw new Error(
    `${kept} was not what the schemas say: it is now. Run npm run test:package, and look at both`,
  );
};

const lintPackage = async (what: string, change: (folder: string) => void): Promise<string> => {
  const folder = copyProject();
  try {
    change(folder);
    const { code, output } = await packageIn(folder);
    if (code !== 0) throw new Error(`serverless package failed\n${output}`);
    const template = join(folder, '.serverless', 'cloudformation-template-update-stack.json');
    await lint(what, template);
    return readFileSync(template, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

await install();
await lintPackage('the stack in its default settings', () => undefined);
await comparePermissions(await lintPackage('the stack in its fullest settings', setFullest));
for (const file of readdirSync('deployment').filter((name) => name.endsWith('.yml')))
  await lint(file, join('deployment', file));
