/** Of a template: CloudFormation User Guide, "CloudFormation quotas". */
const MOST_RESOURCES = 500;

/**
 * What is wrong with a template of so many resources; undefined where nothing is.
 * @param all resources of the template
 * @param ofServices those of them that are alarms and dashboards of services
 */
export const tooManyResources = (all: number, ofServices: number): string | undefined =>
  all <= MOST_RESOURCES
    ? undefined
    : `The stack would have ${all} resources, ${ofServices} of them alarms and dashboards of services; ` +
      `CloudFormation takes ${MOST_RESOURCES}. Take at least ${all - MOST_RESOURCES} away: remove alarms: true from a ` +
      'service of tocsin.yml, or leave kinds out with alarmSettings: { without: [...] }';
