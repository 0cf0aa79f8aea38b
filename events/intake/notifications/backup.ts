import { ignored } from '../reading.ts';
import { reportReading } from '../sources/notification-signal.ts';
import { type NotificationReader, twinOf } from './notification.ts';

/** "An AWS Backup job was completed successfully.", "An AWS Backup restore job failed." */
const job = /^An? AWS Backup ((?:[a-z]{1,20} )?job) /u;
const trouble = /\b(?:failed|failure|expired|aborted|(?:with|has) issues)\b/u;

/** What follows `Resource ARN : ` up to the next space; the sentence's full stop is not part of it. */
const resourceIn = (text: string): string | undefined => {
  const [, after = ''] = text.split('Resource ARN', 2);
  const [arn = ''] = after.replace(/^ ?: /u, '').split(' ', 1);
  return arn.startsWith('arn:') ? (arn.endsWith('.') ? arn.slice(0, -1) : arn) : undefined;
};

/**
 * AWS Backup writes a sentence. A job that failed stands until a job of the same resource completes, or until it expires.
 * Source: AWS Backup Developer Guide, "Notification options with AWS Backup"
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html).
 */
export const readBackupNotification: NotificationReader = (notification, context) => {
  const text = notification.text.slice(0, 4000);
  const kind = job.exec(text)?.[1];
  if (kind === undefined) return undefined;
  const [said = ''] = text.split('.', 1);
  const arn = resourceIn(text);
  const isTrouble = trouble.test(said);
  // A copy or restore that went well says nothing about the backup that failed: it needs no signal to end.
  if (!isTrouble && !said.includes('completed successfully'))
    return [ignored('event-not-watched', `${said}: ${arn ?? 'unnamed'}`)];
  if (arn === undefined) return isTrouble ? undefined : [ignored('notification-of-success', said)];
  const event = twinOf('Backup Job State Change', 'aws.backup', notification, { detail: {} });
  return [
    reportReading(
      {
        service: 'AWS Backup',
        type: 'backup',
        resource: arn.split(/[:/]/u).at(-1) ?? arn,
        arn,
        topic: kind,
        state: isTrouble ? 'ALARM' : 'OK',
        said,
      },
      event,
      context,
    ),
  ];
};
