import * as z from 'zod/mini';
import { buildArn, parseArn } from '../arn.ts';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { flag, lateObject, list, number, object, text, textOrNumber } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';

/** Who is at the other end. Amazon GuardDuty API reference, "RemoteIpDetails". */
const remote = () => object({ remoteIpDetails: object({ ipAddressV4: text, ipAddressV6: text }) });

const guardDutySchema = lateObject(() => ({
  arn: text,
  id: text,
  accountId: textOrNumber,
  region: text,
  type: text,
  title: text,
  description: text,
  severity: number,
  updatedAt: text,
  additionalInfo: object({ sample: flag }),
  resource: object({
    resourceType: text,
    instanceDetails: object({
      instanceId: text,
      networkInterfaces: list(z.object({ vpcId: text })),
    }),
    eksClusterDetails: object({ name: text }),
    rdsDbInstanceDetails: object({ dbInstanceIdentifier: text }),
    lambdaDetails: object({ functionName: text }),
    accessKeyDetails: object({ userName: text, userType: text, principalId: text }),
    s3BucketDetails: list(z.object({ name: text })),
  }),
  service: object({
    archived: flag,
    detectorId: text,
    count: number,
    eventFirstSeen: text,
    eventLastSeen: text,
    additionalInfo: object({ sample: flag }),
    action: object({
      awsApiCallAction: remote(),
      networkConnectionAction: remote(),
      rdsLoginAttemptAction: remote(),
    }),
  }),
}));

type GuardDutyFinding = z.infer<typeof guardDutySchema>;

/** Sample findings are marked in two places, and by their title. */
const isSample = (finding: GuardDutyFinding): boolean =>
  finding.additionalInfo?.sample === true ||
  finding.service?.additionalInfo?.sample === true ||
  finding.title?.trimStart().toUpperCase().startsWith('[SAMPLE]') === true;

/**
 * The finding's ARN, which is also its id in Security Hub: a finding that comes both ways is one signal. Where the
 * event lacks the ARN, it is put together from the detector.
 */
const findingId = (finding: GuardDutyFinding, id: string, event: EventEnvelope): string => {
  if (parseArn(finding.arn) !== undefined) return finding.arn ?? id;
  const account = finding.accountId ?? event.account ?? '';
  const region = finding.region ?? event.region ?? '';
  const detector = finding.service?.detectorId;
  if (detector === undefined) return `guardduty:${account}:${region}:${id}`;
  return buildArn('guardduty', region, account, `detector/${detector}/finding/${id}`);
};

/** What is affected. An access key's id is not kept: the user's name is enough to find it. */
const affected = (finding: GuardDutyFinding): (string | undefined)[] => [
  finding.resource?.instanceDetails?.instanceId,
  finding.resource?.eksClusterDetails?.name,
  finding.resource?.rdsDbInstanceDetails?.dbInstanceIdentifier,
  finding.resource?.lambdaDetails?.functionName,
  finding.resource?.accessKeyDetails?.userName,
  ...(finding.resource?.s3BucketDetails ?? []).map((bucket) => bucket.name),
];

/** Who acted, from where, and in which VPC: what triage looks at next. A role's session is named in its principal's id. */
const involved = ({ resource, service }: GuardDutyFinding) => {
  const { userName, userType, principalId } = resource?.accessKeyDetails ?? {};
  const { awsApiCallAction, networkConnectionAction, rdsLoginAttemptAction } = service?.action ?? {};
  const other = (awsApiCallAction ?? networkConnectionAction ?? rdsLoginAttemptAction)?.remoteIpDetails;
  return {
    principal: userName,
    principalType: userType,
    session: principalId?.split(':')[1],
    address: other?.ipAddressV4 ?? other?.ipAddressV6,
    vpc: resource?.instanceDetails?.networkInterfaces.find(({ vpcId }) => vpcId !== undefined)?.vpcId,
  };
};

/**
 * `GuardDuty Finding`. Severity is a number from 0.1 to 10 and may be absent (docs/requirements.md, Severity); archiving a
 * finding is how people say that it is over.
 */
export const parseGuardDutyFinding: DetailParser = (event, context) => {
  const finding = detailOf(guardDutySchema, event);
  if (finding === undefined) return [missingField('detail', 'an object')];
  const { service } = finding;
  const id = finding.id ?? finding.arn?.split('/').at(-1);
  if (isSample(finding)) return [ignored('sample-finding', finding.title ?? id)];
  if (id === undefined) return [missingField('detail.id', "the finding's id")];
  return [
    transitionOf(
      {
        id: findingId(finding, id, event),
        kind: 'finding',
        name: finding.title ?? finding.type ?? id,
        description: finding.description,
        state: service?.archived === true ? 'OK' : 'ALARM',
        atMs: momentOf(context, finding.updatedAt, event.time),
        onsetAtMs: parseTimestamp(service?.eventFirstSeen),
        reason: service?.archived === true ? 'The finding was archived.' : finding.type,
        account: finding.accountId,
        region: finding.region,
        resources: affected(finding),
        facts: {
          findingType: finding.type,
          findingSeverity: finding.severity,
          product: 'GuardDuty',
          resourceType: finding.resource?.resourceType,
          count: service?.count,
          lastSeen: service?.eventLastSeen,
          ...involved(finding),
        },
      },
      event,
    ),
  ];
};
