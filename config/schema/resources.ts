import * as z from 'zod';
import type { Estate, NamedPart } from '../../domain/kernel/estate.ts';
import { serviceText } from '../../domain/kernel/service-text.ts';
import { type FullyNamed, fullNames, isFullName, shortName } from './full-name.ts';
import { given } from './given.ts';
import { webAddress } from './words.ts';

const MOST = 25;

/** A name as AWS's own commands take it. An ARN is refused: names are enough, and read better in a page. */
const awsName = (what: string, more = '') =>
  z
    .string()
    .min(1, `is empty: write the name of ${what}`)
    .max(255, 'is longer than 255 characters, which no name in AWS is')
    .refine((text) => !text.startsWith('arn:'), `is an ARN: write the name of ${what} alone${more}`);

const names = (what: string) =>
  z.array(awsName(what)).max(MOST, `has more than ${MOST} entries: list those that tell most`).optional();

/** By its name, or as CloudWatch knows it, which its alarms need: no name of these holds a slash. */
const fullOrShort = (part: FullyNamed, what: string) =>
  z
    .array(
      awsName(what, `, or for its alarms ${fullNames[part].inArn}`).refine(
        (text) => !text.includes('/') || isFullName(part, text),
        `is no name of ${what}: write its name, or for its alarms all of ${fullNames[part].example}`,
      ),
    )
    .max(MOST, `has more than ${MOST} entries: list those that tell most`)
    .optional();

const pairs = (what: string, example: string) =>
  z
    .array(awsName(what).regex(/^[^/]+\/[^/]+$/, `is not of the form ${example}`))
    .max(MOST, `has more than ${MOST} entries: list those that tell most`)
    .optional();

const healthUrl = z.strictObject({
  url: webAddress.refine((text) => URL.canParse(text), 'is no web address: its host or port cannot be'),
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
    loadBalancers: fullOrShort('loadBalancers', 'a load balancer'),
    targetGroups: fullOrShort('targetGroups', 'a target group'),
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
  const { healthUrls, dependsOn, loadBalancers, targetGroups, ...parts } = written;
  const short = (part: FullyNamed, texts: readonly string[] | undefined) =>
    texts?.map((text) => shortName(part, text));
  const urls = healthUrls?.map(({ private: isPrivate, ...rest }) => ({
    url: rest.url,
    ...given({ status: rest.status, contains: rest.contains }),
    ...(isPrivate === true ? { isPrivate } : {}),
  }));
  const named = {
    loadBalancers: short('loadBalancers', loadBalancers),
    targetGroups: short('targetGroups', targetGroups),
    dependsOn: dependsOn?.map(serviceText),
    healthUrls: urls,
  };
  return { ...given(parts), ...given(named) };
};
