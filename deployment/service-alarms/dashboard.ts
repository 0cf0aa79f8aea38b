import { createHash } from 'node:crypto';
import { pascalCase, type Resource, sub } from '../template.ts';
import { alarmName, type ServiceAlarm } from './service-alarm.ts';

/** Columns of a dashboard, and alarms of one widget: CloudWatch, "Dashboard body structure and syntax". */
const COLUMNS = 24;
const ALARMS_A_WIDGET = 100;
const STATUS_HEIGHT = 4;
const WIDTH = 8;
const HEIGHT = 6;

/** Put in by CloudFormation. */
const REGION = `\${AWS::Region}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Letters, digits, hyphens and underscores only; a name that loses others gets a digest of the whole. */
const dashboardName = (name: string, service: string): string => {
  const kept = service.replaceAll(/[^\w-]+/g, '-');
  return `${name}-${kept}${kept === service ? '' : `-${digest(service)}`}`;
};

export const dashboardId = (service: string): string => `${pascalCase(service)}${digest(service)}Dashboard`;

/** What `Fn::Sub` would take for a parameter stays text. */
const literal = (text: string): string => text.replaceAll('${', '${!');

const arnOfAlarm = (called: string): string =>
  `arn:\${AWS::Partition}:cloudwatch:${REGION}:\${AWS::AccountId}:alarm:${literal(called)}`;

/** The states of all alarms of a service, and below each one's metric with its threshold. */
export const dashboardOf = (name: string, service: string, alarms: readonly ServiceAlarm[]): Resource => {
  const shown = alarms.map((alarm) => ({ alarm, arn: arnOfAlarm(alarmName(name, service, alarm)) }));
  const rows = Math.ceil(shown.length / ALARMS_A_WIDGET);
  const states = Array.from({ length: rows }, (_, row) => ({
    type: 'alarm',
    ...{ x: 0, y: row * STATUS_HEIGHT, width: COLUMNS, height: STATUS_HEIGHT },
    properties: {
      title: literal(service),
      alarms: shown.slice(row * ALARMS_A_WIDGET, (row + 1) * ALARMS_A_WIDGET).map(({ arn }) => arn),
    },
  }));
  const across = COLUMNS / WIDTH;
  const graphs = shown.map(({ alarm, arn }, n) => ({
    type: 'metric',
    x: (n % across) * WIDTH,
    y: rows * STATUS_HEIGHT + Math.floor(n / across) * HEIGHT,
    ...{ width: WIDTH, height: HEIGHT },
    properties: {
      title: literal(`${alarm.kind}: ${alarm.resource}`),
      annotations: { alarms: [arn] },
      view: 'timeSeries',
      region: REGION,
    },
  }));
  return {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: {
      DashboardName: dashboardName(name, service),
      DashboardBody: sub(JSON.stringify({ widgets: [...states, ...graphs] })),
    },
  };
};
