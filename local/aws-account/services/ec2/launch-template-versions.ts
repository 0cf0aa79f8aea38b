import { DescribeLaunchTemplateVersionsCommand, type LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import { pageSize } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { LaunchTemplate } from '../../situation/compute.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badToken } from './refusals.ts';

const templateAsked = (
  world: World,
  id: string | undefined,
  name: string | undefined,
): readonly [string, LaunchTemplate] => {
  const found = Object.entries(world.estate.launchTemplates).find(
    ([own, template]) => own === name || template.id === id,
  );
  if (found !== undefined) return found;
  if (id !== undefined)
    throw new AwsError(
      'InvalidLaunchTemplateId.NotFound',
      `The specified launch template, with template ID ${id}, does not exist.`,
      { status: 400 },
    );
  if (name !== undefined)
    throw new AwsError(
      'InvalidLaunchTemplateName.NotFoundException',
      `The specified launch template, with template name ${name}, does not exist.`,
      { status: 400 },
    );
  throw new AwsError(
    'MissingParameter',
    'The request must contain the parameter LaunchTemplateId or LaunchTemplateName',
    { status: 400 },
  );
};

const versionOf = (
  world: World,
  name: string,
  template: LaunchTemplate,
  version: LaunchTemplate['versions'][number],
): LaunchTemplateVersion => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: name,
  VersionNumber: version.version,
  ...when('VersionDescription', version.text),
  CreateTime: world.date(version.at),
  CreatedBy: `arn:aws:iam::${world.accountId}:user/${version.by}`,
  DefaultVersion: version.default,
  LaunchTemplateData: {
    ImageId: version.image,
    InstanceType: version.type as 'm7g.large',
    SecurityGroupIds: version.securityGroups,
    ...when('IamInstanceProfile', version.profile === undefined ? undefined : { Name: version.profile }),
  },
});

/** Versions that are written as numbers, $Latest or $Default; the highest first. */
export const describeLaunchTemplateVersions = operation(
  DescribeLaunchTemplateVersionsCommand,
  (input, world) => {
    const { Versions: asked = [], MinVersion: least, MaxVersion: most, NextToken: token } = input;
    const [name, template] = templateAsked(world, input.LaunchTemplateId, input.LaunchTemplateName);
    const all = template.versions.toSorted((a, b) => b.version - a.version);
    const numbers = asked.map((one) =>
      one === '$Latest'
        ? all[0]?.version
        : one === '$Default'
          ? all.find((version) => version.default)?.version
          : Number(one),
    );
    const known = new Set<number | undefined>(all.map(({ version }) => version));
    const missing = numbers.findIndex((number) => !known.has(number));
    if (missing !== -1)
      throw new AwsError(
        'InvalidLaunchTemplateId.VersionNotFound',
        `Could not find launch template version ${asked[missing]}`,
        { status: 400 },
      );
    const found = all.filter(
      ({ version }) =>
        (numbers.length === 0 || numbers.includes(version)) &&
        (least === undefined || version >= Number(least)) &&
        (most === undefined || version <= Number(most)),
    );
    const size = pageSize(input.MaxResults, {
      field: 'maxResults',
      least: 1,
      most: 200,
      usual: 200,
      code: 'InvalidParameterValue',
    });
    const page = pageOf(found, { token, size, about: [template.id, asked, least, most], invalid: badToken });
    return {
      LaunchTemplateVersions: page.items.map((version) => versionOf(world, name, template, version)),
      ...when('NextToken', page.next),
    };
  },
);
