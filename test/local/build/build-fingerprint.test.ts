import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fingerprintOf, fingerprintPath, isFresh } from '../../../local/build/build-fingerprint.ts';
import { reasonIn } from '../../../local/build/ensure-build.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

afterEach(removeFolders);

const makeProject = () => {
  const project = makeFolder();
  const build = join(project, '.serverless');
  const config = join(project, 'tocsin.yml');
  for (const folder of [build, join(project, 'domain')]) mkdirSync(folder);
  writeFileSync(join(project, 'domain', 'severity.ts'), 'one');
  writeFileSync(config, 'audiences: {}');
  writeFileSync(join(build, 'cloudformation-template-update-stack.json'), '{}');
  writeFileSync(fingerprintPath(build), fingerprintOf(project, build, config));
  return { project, build, config, fresh: () => isFresh(project, build, config) };
};

describe('a build', () => {
  test('is fresh while its sources, its configuration and itself are as they were', () => {
    expect(makeProject().fresh()).toBe(true);
  });

  test('is stale when a source changes, appears, or the configuration does', () => {
    const { project, config, fresh } = makeProject();
    writeFileSync(join(project, 'domain', 'severity.ts'), 'two');
    expect(fresh()).toBe(false);
    writeFileSync(join(project, 'domain', 'severity.ts'), 'one');
    expect(fresh()).toBe(true);
    writeFileSync(join(project, 'domain', 'another.ts'), '');
    expect(fresh()).toBe(false);
    const other = makeProject();
    writeFileSync(other.config, 'audiences: { primary: [] }');
    expect(other.fresh()).toBe(false);
    expect(config).not.toBe(other.config);
  });

  test('is stale when something else was packaged over it', () => {
    const { build, fresh } = makeProject();
    writeFileSync(join(build, 'cloudformation-template-update-stack.json'), '{"Resources":{}}');
    expect(fresh()).toBe(false);
  });
});

test('of what a failed packaging says, the reason is kept', () => {
  expect(reasonIn('Packaging\n\nError:\ntocsin.yml:1:1 no\n')).toBe('tocsin.yml:1:1 no');
  expect(reasonIn('something else\n')).toBe('something else');
});
