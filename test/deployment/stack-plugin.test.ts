import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import StackPlugin from '../../deployment/stack-plugin.ts';
import { frameworkWith } from './fixture/framework.ts';
import { copyProject, packageIn } from './fixture/package.ts';

test('a mistake in tocsin.yml stops the packaging and is named with its line', async () => {
  const folder = copyProject();
  try {
    writeFileSync(
      join(folder, 'tocsin.yml'),
      'audiences:\n  fallback:\n    - email: x@example.com\npolicys: {}\n',
    );
    const { code, output } = await packageIn(folder);
    expect(code).toBe(1);
    expect(output).toMatch(/tocsin\.yml:4:1.*polic/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

describe('compressed time', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const deploying = (scale: string) => () =>
    new StackPlugin(frameworkWith({ timeScale: scale })).hooks['before:deploy:deploy']?.();

  test('is refused on AWS, saying what to do', () => {
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    expect(deploying('60')).toThrow('TOCSIN_TIME_SCALE is 60: on AWS time is not compressed. Unset it');
  });

  test('is accepted in an emulator', () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:4566');
    expect(deploying('60')).not.toThrow();
  });

  test('is no question at the normal pace', () => {
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    expect(deploying('1')).not.toThrow();
  });
});

describe('the name of a stage', () => {
  const packaging = (stage: string) => () =>
    new StackPlugin(frameworkWith({ stage, serviceDir: '/nowhere' })).hooks['before:package:initialize']?.();

  test.each(['prod-eu', 'test-1', '1st', 'a.b', '', 'x'.repeat(21)])(
    'is refused where another could continue it, or AWS would not take it: "%s"',
    async (stage) => {
      await expect(packaging(stage)).rejects.toThrow(/--stage is ".*": give it letters and digits only/);
    },
  );

  test.each(['prod', 'test', 'prodEu2', 'x'.repeat(20)])('is taken: "%s"', async (stage) => {
    await expect(packaging(stage)).rejects.not.toThrow('--stage');
  });
});

test('the contacts are shown at the end of a deployment', () => {
  expect(Object.keys(new StackPlugin(frameworkWith({})).hooks)).toContain('after:deploy:deploy');
});
