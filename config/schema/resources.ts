import * as z from 'zod';
import type { Estate, NamedPart } from '../../domain/kernel/estate.ts';
import { serviceText } from '../../domain/kernel/service-text.ts';
import { given } from './given.ts';
import { webAddress } from './words.ts';

const MOST = 25;

/** A name as AWS's own commands take it. An ARN is refused: names are enough, and read better in a page. */
const awsName = (what: string) =>
  z
    .string()
    .min(1, `is empty: write the name of ${what}`)
    .max(255, 'is longer than 255 characters, which no name in AWS is')
    .refine((text) => !text.startsWith('arn:'), `is an ARN: write the name of ${what} alone`);

const names = (what: string) =>
  z.array(awsName(what)).max(MOST, `has more than ${MOST} entries: list those that tell most`).optional();

const pairs = (what: string, example: string) =>
  z
    .array(awsName(what).regex(/^[^/]+\/[^/]+$/, `is not of the form ${example}`))
    .max(MOST, `has more than ${MOST} entries: list those that tell most`)
    .optional();

const healthUrl = z.strictObject({
  url: webAddress,
  status: z
    .int()
    .min(100)
    .max(599)
    .optional()
    .meta({ description: 'What it answers when well. Default 200 to 299.' }),
  contains: z.string().min(1, 'is empty: write a text that the answer holds').max(200).optional(),
  private: z
    .boolean()
    .optional()
    .meta({ description: 'true: it may have a private address. Triage then has to run in that network.' }),
});

/** What belongs to a service, for triage to look at. */
export const resources = z
  .strictObject({
    healthUrls: z.array(healthUrl).max(MOST).optional(),
    loadBalancers: names('a load balancer'),
    targetGroups: names('a target group'),
    autoScalingGroups: names('an Auto Scaling group'),
    databases: names('an RDS instance'),
    databaseClusters: names('an RDS cluster'),
    containerServices: pairs('an ECS service', '<cluster>/<service>'),
    pipelines: names('a pipeline'),
    deploymentGroups: pairs('a CodeDeploy deployment group', '<application>/<deployment group>'),
    functions: names('a function'),
    instances: names('an EC2 instance'),
    logGroups: names('a log group'),
    dependsOn: names('another service of this file'),
  } satisfies Readonly<Record<NamedPart | 'healthUrls', z.ZodType>>)
  .meta({ description: 'Names of what belongs to it. Triage looks at them, read only. docs/triage.md' });

/** As the configuration keeps it. */
export const estateOf = (written: z.infer<typeof resources>): Partial<Estate> => {
  const { healthUrls, dependsOn, ...parts } = written;
  const urls = healthUrls?.map(({ private: isPrivate, ...rest }) => ({
    url: rest.url,
    ...given({ status: rest.status, contains: rest.contains }),
    ...(isPrivate === true ? { isPrivate } : {}),
  }));
  return { ...given({ ...parts, dependsOn: dependsOn?.map(serviceText) }), ...given({ healthUrls: urls }) };
};
