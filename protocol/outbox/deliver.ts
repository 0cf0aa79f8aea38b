import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { errorName } from '../error-name.ts';
import type { Delivery } from '../ports/channel.ts';
import type { Shell } from '../shell.ts';

/** Publishes one message; an exception is a reason to try again. */
export const deliver = async (shell: Shell, incident: Incident, notice: Notice): Promise<Delivery> => {
  try {
    return await shell.publisher.publish({ notice, incident, nowMs: shell.now() });
  } catch (error) {
    return { outcome: 'retry-later', reason: errorName(error) };
  }
};
