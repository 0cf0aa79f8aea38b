import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { skipsAloud } from '../skips-aloud.ts';
import { eventOf, fresh } from './alarms.ts';
import { makeMortalHost } from './mortal-host.ts';
import type { System } from './system.ts';

const isSkipped = skipsAloud(!inject('onLaptop'), 'one region is deployed; two are tried on laptop hosts');

/** docs/operations.md, Two regions: a stack in each, that know nothing of one another. */
describe.skipIf(isSkipped)('with a stack in each of two regions', () => {
  const hosts = [makeMortalHost({ AWS_REGION: 'eu-west-1' }), makeMortalHost({ AWS_REGION: 'eu-central-1' })];
  let here: System;
  let there: System;

  beforeAll(async () => {
    const [first, second] = await Promise.all(hosts.map((host) => host.start()));
    if (first === undefined || second === undefined) throw new Error('two hosts were to start');
    [here, there] = [first, second];
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.remove()));
  });

  test('an alarm that reaches both pages twice, an acknowledgement counts where it is given, and either goes on alone', async () => {
    const service = fresh('shop');
    const alarm = eventOf('error-rate', fresh('part'), { service });
    await Promise.all([here.put(alarm), there.put(alarm)]);
    const [mine, theirs] = await Promise.all([here.incidentOf(service), there.incidentOf(service)]);
    // The id follows from the service, so both have the same, and each a record of its own.
    expect(mine.id).toBe(theirs.id);
    for (const system of [here, there])
      await system.notice({ incidentId: mine.id, kind: 'page', audience: 'primary' });
    const acknowledged = await here.ask('POST', `/incidents/${mine.id}/acknowledge`);
    expect(acknowledged.status).toBe(200);
    // Nobody has acknowledged it there: the secondary is paged there, and not here.
    await there.notice({ incidentId: mine.id, kind: 'page', audience: 'secondary' });
    expect(await here.notices({ incidentId: mine.id, kind: 'page', audience: 'secondary' })).toEqual([]);

    // Something that only the first region knows of, which is then lost.
    const unknown = fresh('stock');
    const only = eventOf('error-rate', fresh('part'), { service: unknown });
    await here.put(only);
    const lost = await here.incidentOf(unknown);
    await hosts[0]?.kill();
    expect(await there.incidentsOf(unknown)).toEqual([]);
    // Told again, it is an incident where the stack still stands, and pages.
    await there.put(only);
    const taken = await there.incidentOf(unknown);
    expect(taken.id).toBe(lost.id);
    await there.notice({ incidentId: taken.id, kind: 'page', audience: 'primary' });
  });
});
