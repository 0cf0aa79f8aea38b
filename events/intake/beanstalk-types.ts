/** The `detail-type`s of Elastic Beanstalk's events. Developer Guide, "Using Elastic Beanstalk with Amazon EventBridge". */
export const beanstalkTypes = [
  'Elastic Beanstalk resource status change',
  'Other resource status change',
  'Health status change',
  'Managed update status change',
] as const;
