import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tooManyResources } from '../../deployment/resource-limit.ts';
import { copyProject, packageIn } from './fixture/package.ts';
import { contactsOnly } from './fixture/settings.ts';

test('as many resources as CloudFormation takes are taken, and one more is refused, saying what to take away', () => {
  expect(tooManyResources(500, 400)).toBeUndefined();
  expect(tooManyResources(501, 401)).toMatch(
    /^The stack would have 501 resources, 401 of them alarms .* Take at least 1 away: remove alarms: true/,
  );
});

test('services with more alarms than a stack can hold stop the packaging', async () => {
  const folder = copyProject();
  try {
    const instances = (service: number) =>
      Array.from({ length: 25 }, (_, n) => `i-${String(service * 100 + n).padStart(17, '0')}`).join(', ');
    const services = Array.from(
      { length: 6 },
      (_, n) =>
        `  - { name: shop ${n}, match: [{ alarm: x }], alarms: true, alarmSettings: { agent: true }, resources: { instances: [${instances(n)}] } }`,
    );
    writeFileSync(join(folder, 'tocsin.yml'), `${contactsOnly}services:\n${services.join('\n')}\n`);
    const { code, output } = await packageIn(folder);
    expect(code).toBe(1);
    expect(output).toMatch(
      /The stack would have \d+ resources, 456 of them alarms and dashboards of services/,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
