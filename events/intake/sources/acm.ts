import { findArn, parseArn } from '../arn.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { lateObject, number, text } from '../lenient-fields.ts';
import { missingField } from '../reading.ts';
import { momentOf } from '../timestamp.ts';

const certificateSchema = lateObject(() => ({
  DaysToExpiry: number,
  CommonName: text,
  DomainName: text,
  Action: text,
}));

const REVOKED = 'ACM Certificate Revoked';
/** Renewed and in place again. */
const AVAILABLE = 'ACM Certificate Available';

/** `DaysToExpiry` may be zero or below, and is not sent once the certificate has expired. */
const daysTo = (type: string, days: number | undefined): number | undefined =>
  days ?? (type === 'ACM Certificate Expired' ? 0 : undefined);

const toldOf = (type: string, days: number | undefined): string => {
  if (type === REVOKED) return 'revoked';
  if (days === undefined) return type;
  return days <= 0 ? 'expired' : `expires in ${days} days`;
};

/**
 * `ACM Certificate Approaching Expiration` (each day, from 45 days on), `ACM Certificate Expired` and `ACM Certificate
 * Renewal Action Required` stand, and so does `ACM Certificate Revoked`; `ACM Certificate Available` ends them. Source: ACM User Guide, "Amazon EventBridge
 * support for ACM".
 */
export const parseCertificateEvent: DetailParser = (event, context) => {
  const detail = detailOf(certificateSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const arn = findArn(event.resources, 'acm', 'certificate/');
  if (arn === undefined) return [missingField('resources', "the certificate's ARN")];
  const type = event['detail-type'] ?? '';
  const domain = detail.CommonName ?? detail.DomainName ?? parseArn(arn)?.resource ?? arn;
  const days = daysTo(type, detail.DaysToExpiry);
  const expired = days !== undefined && days <= 0;
  const told = toldOf(type, days);
  return [
    transitionOf(
      {
        id: arn,
        kind: 'certificate',
        name:
          type === AVAILABLE ? `Certificate of ${domain} is available` : `Certificate of ${domain}: ${told}`,
        state: type === AVAILABLE ? 'OK' : 'ALARM',
        atMs: momentOf(context, event.time),
        reason: type,
        resources: [arn],
        facts: {
          daysToExpiry: days,
          expired: expired ? true : undefined,
          revoked: type === REVOKED ? true : undefined,
          domain,
          action: detail.Action,
        },
      },
      event,
    ),
  ];
};
