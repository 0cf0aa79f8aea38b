import type { Incident } from '../../domain/incident/incident.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { ended } from '../../domain/signal/signal-record.ts';
import { ingest } from '../intake/ingest.ts';
import type { Shell } from '../shell.ts';
import { SIGNALS_A_WAKE } from './look.ts';

/**
 * Sends alarms that still stand after a person resolved through the walk again, which reopens this incident or joins
 * the one that is open by then. True when something was handed on, so that the incident has to be read again.
 */
export const takeInAgain = async (shell: Shell, incident: Incident): Promise<boolean> => {
  const standing = (await shell.store.standing(incident.id, SIGNALS_A_WAKE)).filter(({ kind }) =>
    clearsByItself(kind),
  );
  if (standing.length === 0) return false;
  const results = await ingest(
    shell,
    standing.map(({ transition }) => transition),
  );
  for (const result of results) if (result.kind === 'failed') throw result.error;
  const now = await shell.store.read(incident.id);
  if (now?.status !== incident.status || now.sealed === undefined) return now?.version !== incident.version;
  await Promise.all(standing.map((signal) => shell.store.putSignal(incident.id, ended(signal, 'moved'))));
  return true;
};
