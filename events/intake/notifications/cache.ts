import { ignored } from '../reading.ts';
import { reportReading } from '../sources/notification-signal.ts';
import { type NotificationReader, twinOf } from './notification.ts';

/** `ElastiCache:AddCacheNodeFailed due to insufficient free IP addresses`: what was done, and how it went. */
const eventName = /^(ElastiCache|MemoryDB):([A-Za-z]{1,60}?)(Failed|Started|Complete)\b/u;

/**
 * A node is replaced because it has failed, so that step counts as trouble from its start. Of all others only the
 * failure does.
 */
const isTrouble = (what: string, how: string): boolean =>
  how === 'Failed' || (how === 'Started' && what.endsWith('NodeReplace'));

/**
 * ElastiCache and MemoryDB write `{"<event>": "<cluster>"}`. Source: Amazon ElastiCache User Guide, "Event Notifications
 * and Amazon SNS" (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html); these events do not go
 * to EventBridge. What failed stands until the same completes.
 */
export const readCacheNotification: NotificationReader = (notification, context) => {
  const [entry, ...more] = Object.entries(notification.fields);
  if (entry === undefined || more.length > 0 || typeof entry[1] !== 'string') return undefined;
  const [name, cluster] = entry;
  if (!name.startsWith('ElastiCache:') && !name.startsWith('MemoryDB:')) return undefined;
  const [, service = '', what = '', how = ''] = eventName.exec(name) ?? [];
  if (how === '' || (how === 'Started' && !isTrouble(what, how)))
    return [ignored('event-not-watched', `${name} of ${cluster}`)];
  const event = twinOf(name, `aws.${service.toLowerCase()}`, notification, { detail: {} });
  return [
    reportReading(
      {
        service,
        type: 'cache',
        resource: cluster,
        topic: what,
        state: isTrouble(what, how) ? 'ALARM' : 'OK',
        said: name,
      },
      event,
      context,
    ),
  ];
};
