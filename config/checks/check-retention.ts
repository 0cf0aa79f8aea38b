import type { Finding } from '../mistakes/mistake.ts';
import { durationMs } from '../schema/duration.ts';
import { mapIn, type RawFile } from '../schema/raw-file.ts';

/** Windows that begin with a resolution: a resolved incident has to be there until each has ended. */
const windows = [
  ['clocks', 'reopenWindow'],
  ['clocks', 'recheck'],
  ['clocks', 'postIncident', 'stability'],
  ['clocks', 'postIncident', 'postMortem'],
  ['clocks', 'postIncident', 'prevention'],
] as const;

/** A retention that ends before something that the team has set to be done after a resolution. */
export const retentionFindings = (file: RawFile): readonly Finding[] => {
  const written = file['retention'];
  const retentionMs = typeof written === 'string' ? durationMs(written) : undefined;
  if (retentionMs === undefined) return [];
  return windows.flatMap((path): Finding[] => {
    const window = path.reduce<unknown>((value, key) => mapIn(value)[key], file);
    const windowMs = typeof window === 'string' ? durationMs(window) : undefined;
    if (windowMs === undefined || windowMs < retentionMs) return [];
    const message = `"${written}" is not longer than ${path.join('.')}, which is "${window}": write a longer one`;
    return [{ path: ['retention'], message }];
  });
};
