/** Letters and digits. The longest name with a stage in it, a role's, has 64 characters at most (IAM, "Quotas"). */
const STAGE = /^[A-Za-z][A-Za-z0-9]{0,19}$/;

/**
 * What is wrong with the name of a stage; undefined where nothing is. A hyphen is refused: `tocsin-prod` takes for its
 * own whatever begins with `tocsin-prod-`, so that the alarms of a stage `prod-eu` would page nobody, and two stages
 * could want one name for two topics.
 */
export const stageProblem = (stage: string): string | undefined =>
  STAGE.test(stage)
    ? undefined
    : `--stage is "${stage}": give it letters and digits only, a letter first, at most 20, such as ` +
      `"${suggested(stage)}". Stages whose names continue one another would ignore each other's alarms.`;

const suggested = (stage: string): string =>
  stage
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/^\d+/, '')
    .slice(0, 20) || 'prod';
