import { nearest } from '../../domain/kernel/nearest.ts';
import { own } from '../../domain/kernel/own.ts';
import { HostError } from '../kernel/host-error.ts';
import type { SituationStory } from './situation-story.ts';

/** Situations that are told by their own alarms. The complete outage has a longer story: demo-story.ts. */
export const stories: Readonly<Record<string, SituationStory>> = {
  'zone-out': {
    title: 'One zone of two is out',
    alarms: ['error-rate'],
    events: [],
    paged: 'primary',
    done: 'Took the zone out of the load balancer.',
  },
  'database-cpu': {
    title: "The database's processor is at its limit",
    alarms: ['database-cpu'],
    events: [],
    paged: 'primary',
    done: 'Ended the query that scans the table.',
  },
  'connections-exhausted': {
    title: 'The database takes no more connections',
    alarms: ['database-connections'],
    events: [],
    paged: 'primary',
    done: 'Rolled the deployment back.',
  },
  'replica-lag': {
    title: 'Replication has stopped',
    alarms: [],
    events: ['replication-failed'],
    paged: 'primary',
    done: 'Made the replica anew.',
  },
  'failover-in-progress': {
    title: 'The database fails over to its standby',
    alarms: ['error-rate'],
    events: ['rds-failover'],
    paged: 'primary',
    timeScale: 5,
    done: 'Waited for the standby, and looked at the connections.',
  },
  'launch-failures-capacity': {
    title: 'AWS has no capacity for new instances',
    alarms: ['high-cpu'],
    events: ['launch-failed'],
    paged: 'primary',
    done: 'Added another instance type.',
  },
  'launch-failures-quota': {
    title: 'The quota lets no instance start',
    alarms: ['high-cpu'],
    events: [],
    paged: 'primary',
    done: 'The quota was raised.',
  },
  'launch-failures-template': {
    title: 'The launch template names an image that is gone',
    alarms: ['high-cpu'],
    events: [],
    paged: 'primary',
    done: 'Went back to the version before.',
  },
  'credential-compromise': {
    title: 'Somebody else uses an access key',
    alarms: [],
    events: ['guardduty-critical'],
    paged: 'security',
    done: 'Deactivated the key and started the trail again.',
  },
  'certificate-expired': {
    title: 'The certificate has expired',
    alarms: ['availability-low'],
    events: [],
    paged: 'primary',
    done: 'Validated the domain; the certificate was renewed.',
  },
  'dns-failure': {
    title: 'The name of the service leads nowhere',
    alarms: ['availability-low'],
    events: [],
    paged: 'primary',
    done: 'Put the record back.',
  },
  'region-down': {
    title: 'The region is down',
    alarms: ['availability-low'],
    events: [],
    paged: 'primary',
    done: 'Failed over to the other region, and back.',
  },
};

/** The situation of the complete outage. */
export const outage = 'outage-after-deployment';

/** The names that `npm run demo` takes. */
export const storyNames: readonly string[] = [outage, ...Object.keys(stories)];

/** The story of a situation; undefined for the complete outage. Throws HostError for an unknown name. */
export const storyOf = (name: string): SituationStory | undefined => {
  const story = own(stories, name);
  if (story !== undefined || name === outage) return story;
  const near = nearest(name, storyNames);
  throw new HostError(
    `There is no demonstration of "${name}".${near === undefined ? '' : ` Did you mean ${near}?`} There are: ${storyNames.join(', ')}.`,
  );
};
