/** Every kind, in the order of the API's description. Only alarms and contributors say by themselves that they are over. */
export const signalKinds = [
  'alarm', // CloudWatch metric or composite alarm
  'contributor', // one series of a multi-series CloudWatch alarm
  'finding', // GuardDuty or Security Hub
  'health', // AWS Health
  'scaling', // Auto Scaling launch or terminate unsuccessful
  'database-event', // RDS instance or cluster event
  'container-service', // ECS deployment failed, service action
  'deployment', // CodePipeline, CodeDeploy
  'certificate', // ACM
  'notification', // another service's report over SNS or EventBridge; what a team rule takes in
  'declaration', // a person, over the API
] as const;

/** Where a signal comes from. */
export type SignalKind = (typeof signalKinds)[number];

/**
 * Whether signals of this kind say OK by themselves. The others end by expiry (configuration `expiry`) or by a
 * person.
 */
export const clearsByItself = (kind: SignalKind): boolean => kind === 'alarm' || kind === 'contributor';
