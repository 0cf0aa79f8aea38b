import { CloudWatchClient, paginateDescribeAlarms, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { expect, inject, test } from 'vitest';
import { expectedAlarms } from '../deployment/fixture/expected-alarms.ts';
import { skipsAloud } from '../skips-aloud.ts';
import { clientSettings } from './doors.ts';
import { systemUnderTest } from './system.ts';
import { until } from './until.ts';

const system = systemUnderTest();
const { endpoints } = system;

/** One value of each alarm that a deployment made for a service of its own: test/deployment/fixture/watched-service.ts. */
const alarms = expectedAlarms.flatMap(([end, value, severity, scenario, rule]) =>
  value === undefined
    ? []
    : [{ end, value, severity, scenario, rule, kind: end.split('/').find((part) => part !== '') }],
);
const oneOfAKind = [...new Map(alarms.map((alarm) => [alarm.kind, alarm])).values()];

const isSkipped = skipsAloud(
  inject('onLaptop'),
  'the laptop makes no alarms of services, since nothing there measures',
);

test.skipIf(isSkipped).each(oneOfAKind)(
  'the alarm $end that deploying made, set to ALARM, is an incident: $severity, $scenario',
  async ({ kind, end, value, severity, scenario, rule }) => {
    const service = `only ${kind}`;
    const cloudwatch = new CloudWatchClient({ ...clientSettings(endpoints), endpoint: endpoints.sns });
    const name = await nameOf(cloudwatch, service, end);
    const set = (StateValue: 'ALARM' | 'OK', StateReason: string) =>
      cloudwatch.send(new SetAlarmStateCommand({ AlarmName: name, StateValue, StateReason }));
    await set(
      'ALARM',
      `Threshold Crossed: 1 out of the last 1 datapoints [${value} (20/11/26 03:03:00)] breached the threshold.`,
    );
    const setAtMs = Date.now();
    const { id } = await system.incidentOf(service);
    expect(await system.get(`/incidents/${id}`)).toMatchObject({
      ...{ severity, scenario, service },
      classification: { rule },
    });
    await system.settled(id);
    expect(await system.signals(id)).toMatchObject([{ name, state: 'ALARM', active: true }]);

    // The emulator tells the second of a change alone, and of two in one second the ALARM counts.
    await until('another second', async () => (Date.now() > setAtMs + 1_500 ? true : undefined));
    await set('OK', 'Threshold Crossed: it is well again.');
    await system.told(id, 'cleared', 'signals-clear');
    cloudwatch.destroy();
  },
);

const nameOf = async (client: CloudWatchClient, service: string, end: string): Promise<string> => {
  const names: string[] = [];
  const pages = paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${endpoints.table}/${service}/` });
  for await (const { MetricAlarms = [] } of pages)
    names.push(...MetricAlarms.flatMap(({ AlarmName }) => AlarmName ?? []));
  const name = names.find((one) => `/${one}`.endsWith(end.startsWith('/') ? end : `/${end}`));
  if (name === undefined) throw new Error(`No alarm of ${service} ends in ${end}: ${names.join(', ')}`);
  return name;
};
