/** `npm run alarm -- <file or sample name> [--state OK]`: puts one event into the running local stack. */

import { parseArgs } from 'node:util';
import { readAlarm, sampleNames } from './alarms/alarm-file.ts';
import { deliverAlarm } from './alarms/deliver-alarm.ts';
import { type AlarmState, alarmStates, deliveryOf, moveToNow, setState } from './alarms/fresh-alarm.ts';
import { findHost } from './host/running-hosts.ts';
import { readSettings } from './host/settings.ts';
import { reportFailure } from './host/terminal.ts';
import { HostError } from './kernel/host-error.ts';
import { say } from './kernel/terminal-text.ts';

const usage = 'Usage: npm run alarm -- <file or sample name> [--state ALARM|OK|INSUFFICIENT_DATA], or --list';

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { state: { type: 'string' }, list: { type: 'boolean' } },
    });
  } catch (error) {
    throw new HostError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
};

const stateOf = (text: string): AlarmState => {
  const state = alarmStates.find((known) => known === text.toUpperCase());
  if (state !== undefined) return state;
  throw new HostError(`--state is "${text}": expected one of ${alarmStates.join(', ')}.`);
};

const sendAlarm = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  if (values.list) return say(sampleNames().join('\n'));
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new HostError(usage);
  const event = moveToNow(readAlarm(name), Date.now());
  const chosen = values.state === undefined ? event : setState(event, stateOf(values.state));
  const { stateDir } = readSettings(process.env);
  const endpoints = findHost(stateDir, Boolean(process.env['TOCSIN_STATE_DIR']?.trim()));
  say(await deliverAlarm(endpoints, deliveryOf(chosen)));
};

sendAlarm().catch(reportFailure);
