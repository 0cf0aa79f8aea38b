import { own } from '../kernel/own.ts';
import type { Signal } from './signal.ts';

/** An event of AWS Health of a whole region or service, which names nothing of this account. */
export const isPublicEvent = ({ kind, facts, resources }: Signal): boolean =>
  kind === 'health' && facts['scope'] === 'PUBLIC' && resources.length === 0;

/**
 * How AWS Health calls a service whose metrics have another name. The others differ in capitals and signs alone
 * (`AWS/DynamoDB`, `DYNAMODB`). Source: AWS Health, `DescribeEventTypes`, and CloudWatch, "AWS services that publish
 * CloudWatch metrics".
 */
const namesInHealth: Readonly<Record<string, string>> = {
  APPLICATIONELB: 'ELASTICLOADBALANCING',
  NETWORKELB: 'ELASTICLOADBALANCING',
  GATEWAYELB: 'ELASTICLOADBALANCING',
  ELB: 'ELASTICLOADBALANCING',
  CONTAINERINSIGHTS: 'ECS',
  CWAGENT: 'EC2',
  EBS: 'EC2',
  EFS: 'ELASTICFILESYSTEM',
  NATGATEWAY: 'VPC',
};

/** Signals other than alarms are of one service each. */
const ofKind: Readonly<Partial<Record<Signal['kind'], string>>> = {
  scaling: 'AUTOSCALING',
  'database-event': 'RDS',
  'container-service': 'ECS',
};

/** `AWS/DynamoDB` and `ECS/ContainerInsights` without the owner, in capitals. */
const serviceOf = (namespace: string): string => {
  const plain = (namespace.split('/').at(-1) ?? namespace).toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
  return own(namesInHealth, plain) ?? plain;
};

/** A metric of the team's own says nothing about an AWS service, whatever it is called. */
const isOfAws = (namespace: string): boolean =>
  namespace.startsWith('AWS/') || namespace === 'ECS/ContainerInsights' || namespace === 'CWAgent';

/** Whether what fails there is of the service and the region that the event is about. */
export const isConcerned = (event: Signal, standing: Signal): boolean => {
  const service = serviceOf(String(event.facts['service'] ?? ''));
  if (service === '' || (event.region !== 'global' && event.region !== standing.region)) return false;
  return (
    ofKind[standing.kind] === service ||
    standing.metrics.some(({ namespace }) => isOfAws(namespace) && serviceOf(namespace) === service)
  );
};
