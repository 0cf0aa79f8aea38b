import { alarmEvent, type BenchAlarm } from '../system/alarm-records.ts';
import { withAlertmanager } from '../system/alertmanager.ts';
import { watchProcess } from '../system/other-process.ts';
import {
  putStorm,
  type StormSize,
  type StormTimes,
  stormTimes,
  waitForMany,
  waitsOf,
} from './storm-alarms.ts';

export interface PeerStorm extends StormTimes {
  readonly version: string;
  /** Resident, at most, in MB. */
  readonly memoryMb: number;
}

/** What Prometheus would send: labels that tell alerts apart, and the rest as annotations. */
const alertOf = (alarm: BenchAlarm) => {
  const { detail } = alarmEvent(alarm);
  return {
    labels: { alertname: detail.alarmName, service: alarm.service, severity: 'critical' },
    annotations: { description: detail.configuration.description, reason: detail.state.reason },
    startsAt: new Date(alarm.atMs).toISOString(),
  };
};

const post = async (url: string, alarms: readonly BenchAlarm[]): Promise<void> => {
  const answer = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alarms.map(alertOf)),
  });
  await answer.text();
  if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}`);
};

const heldBy = async (url: string): Promise<number> => {
  const alerts: unknown = await (await fetch(`${url}/api/v2/alerts`)).json();
  return Array.isArray(alerts) ? alerts.length : 0;
};

/**
 * The same storm through Alertmanager, which groups by service and tells a webhook once a group. It keeps alerts in
 * memory, classifies and escalates nothing. Undefined where the machine has none.
 */
export const peerStorm = (size: StormSize): Promise<PeerStorm | undefined> =>
  withAlertmanager(async ({ version, url, pid, notified }) => {
    const memory = watchProcess(pid);
    const { beganMs, firstPutAtMs } = await putStorm(size, (alarms) => post(url, alarms));
    await waitForMany(() => notified.length, size.services);
    const doneMs = performance.now() - beganMs;
    const held = await heldBy(url);
    if (held !== size.alarms) throw new Error(`Alertmanager holds ${held} of ${size.alarms} alerts`);
    const times = stormTimes(doneMs, waitsOf(notified, firstPutAtMs));
    return { ...times, version, memoryMb: Math.max(...memory.stop()) };
  });
