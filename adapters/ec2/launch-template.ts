import { DescribeLaunchTemplateVersionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { LaunchTemplateFacts, TemplateUsed } from '../../domain/triage/facts/scaling.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** The newest versions of a template, in one page (DescribeLaunchTemplateVersions answers the highest first). */
const VERSIONS = 200;

/**
 * Versions of the launch template of each group; several groups may share one.
 * @param templatesUsed by which templates groups launch; groups without one are left out
 */
export const createLaunchTemplateLooker =
  (
    client: EC2Client,
    templatesUsed: (groups: readonly string[], signal: AbortSignal) => Promise<readonly TemplateUsed[]>,
  ): Looker<'launch-template'> =>
  async ({ subjects, signal }) => {
    const used = await templatesUsed(subjects, signal);
    const byTemplate = Map.groupBy(used, ({ templateId }) => templateId);
    const seen = await Promise.all(
      [...byTemplate].map(async ([templateId, groups]): Promise<readonly Seen<'launch-template'>[]> => {
        try {
          const versions = await versionsOf(client, templateId, signal);
          return groups.map((one) => ({ resource: one.group, facts: { ...one, versions } }));
        } catch (error) {
          return groups.map(({ group }) => ({ resource: group, error }));
        }
      }),
    );
    return seen.flat();
  };

const versionsOf = async (
  client: EC2Client,
  LaunchTemplateId: string,
  abortSignal: AbortSignal,
): Promise<LaunchTemplateFacts['versions']> => {
  const command = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, MaxResults: VERSIONS });
  const { LaunchTemplateVersions = [] } = await client.send(command, { abortSignal });
  return LaunchTemplateVersions.map(({ VersionNumber, CreateTime, DefaultVersion }) => ({
    number: VersionNumber ?? 0,
    createdAtMs: CreateTime?.getTime() ?? 0,
    isDefault: DefaultVersion === true,
  })).sort((a, b) => b.number - a.number);
};
