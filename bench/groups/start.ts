import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { parseDocument } from 'yaml';
import bundlePlugins from '../../deployment/bundle-plugins.ts';
import { makeAccessKey } from '../../local/kernel/access-key.ts';
import { localAccountId, type Place } from '../../local/kernel/place.ts';
import { packageDir, projectDir } from '../../local/kernel/project.ts';
import { functionEnvironment } from '../../local/runtime/function-environment.ts';
import { unpackFunction } from '../../local/runtime/packaged-function.ts';
import { readStack } from '../../local/template/read-stack.ts';
import { loadTemplate } from '../../local/template/template-document.ts';
import { beside, type Figure, type Group } from '../figures/figure.ts';
import { median } from '../meters/percentile.ts';

const runs = { full: 25, quick: 2 } as const;
const BYTES_A_KB = 1024;

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Bundle sizes and cold initialisation, beside a bare handler with one SDK client. */
export const start: Group = async (size) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-start-'));
  try {
    const entries = packagedEntries(folder);
    const bare: Entry = {
      name: 'bare',
      path: await bundleBare(folder),
      environment: entries[0]?.environment ?? {},
    };
    const times = await initialise([bare, ...entries], runs[size]);
    const bareMs = median(times.get(bare.name) ?? []);
    return [
      ...entries.map(
        ({ name, path }): Figure => ({
          what: `bundle of ${name}, minified`,
          value: statSync(path).size / BYTES_A_KB,
          unit: 'KB',
          aim: { of: 'value', atMost: 500 },
        }),
      ),
      { what: 'bundle of the bare handler', value: statSync(bare.path).size / BYTES_A_KB, unit: 'KB' },
      ...entries.map(({ name }) => initFigure(name, median(times.get(name) ?? []), bareMs, runs[size])),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Those between an alarm and its page, and between a deadline and its page. */
const pagePath = ['ingest-alarm', 'run-timer'];

const initFigure = (name: string, ms: number, bareMs: number, count: number): Figure =>
  beside(
    `cold initialisation of ${name}, median`,
    'ms',
    ms,
    { what: 'a handler with one DynamoDB client, bundled alike', value: bareMs },
    pagePath.includes(name)
      ? {
          aim: { of: 'ratio', atMost: 1.3 },
          note: `importing the packaged bundle in a new Node process, ${count} times each, in turns.`,
        }
      : {},
  );

const packagedEntries = (folder: string): readonly Entry[] => {
  const place: Place = {
    region: 'us-east-1',
    accountId: localAccountId,
    stackName: 'tocsin',
    sqsUrl: 'http://127.0.0.1:9',
    apiUrl: '',
  };
  const url = 'http://127.0.0.1:9';
  const urls = { dynamodb: url, sns: url, sqs: url, eventbridge: url };
  const credentials = makeAccessKey();
  return readStack(loadTemplate(packageDir), place).functions.map((spec) => ({
    name: spec.handler.replace(/^functions\/|\.handler$/g, ''),
    path: unpackFunction(spec, packageDir, folder).entryPath,
    environment: functionEnvironment(spec, { urls, credentials, place, timeScale: 1 }),
  }));
};

/** Bundled with the options that serverless.yml gives the product's own functions. */
const bundleBare = async (folder: string): Promise<string> => {
  const text = readFileSync(join(projectDir, 'serverless.yml'), 'utf8');
  const { custom } = parseDocument(text, { logLevel: 'silent' }).toJS();
  const { outputFileExtension, exclude: _, plugins: __, ...options } = custom.esbuild;
  const given: BuildOptions = options;
  const outfile = join(folder, `bare${String(outputFileExtension)}`);
  await build({
    ...given,
    plugins: bundlePlugins,
    absWorkingDir: projectDir,
    entryPoints: [join(projectDir, 'bench/groups/bare-handler.ts')],
    outfile,
    logLevel: 'error',
  });
  return outfile;
};

const run = promisify(execFile);

/** Imports each bundle in a process of its own, in turns, after one turn that does not count. */
const initialise = async (
  entries: readonly Entry[],
  count: number,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const times = new Map<string, number[]>(entries.map(({ name }) => [name, []]));
  for (let n = 0; n <= count; n++) {
    for (const { name, path, environment } of entries) {
      const script = `const began=performance.now();await import(${JSON.stringify(pathToFileURL(path).href)});process.stdout.write(String(performance.now()-began),()=>process.exit(0))`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...environment },
      });
      const ms = Number(stdout);
      if (!Number.isFinite(ms))
        throw new Error(`${name} said "${stdout}" instead of how long its import took`);
      if (n > 0) times.get(name)?.push(ms);
    }
  }
  return times;
};
