import type { Finding } from '../finding.ts';

/** What a caller does to a database that is well itself: a release may open a connection a request, or ask too much. */
const reasons: ReadonlySet<string> = new Set(['connections-grow', 'database-cpu']);

/** Whether a database has more to do than it can: its callers' doing as often as its own. */
export const isOverload = ({ reason }: Finding): boolean => reasons.has(reason);

/** Whether something was deployed in the 30 minutes before onset. */
export const isDeployed = ({ evidence }: Finding): boolean => evidence['deployedMinutesBefore'] !== undefined;
