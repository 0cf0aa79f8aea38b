/**
 * Event types of watched sources that report no trouble by themselves, or whose trouble comes by another event. They
 * are not in our rules. One that arrives all the same (by somebody's own rule, or a topic) is set aside as
 * `event-not-watched`. Any other type that intake does not know is paged raw.
 */
export const unwatchedDetailTypes: ReadonlySet<string> = new Set([
  // Steps of a launch or termination; a failure has its own event.
  'EC2 Instance-launch Lifecycle Action',
  'EC2 Instance-terminate Lifecycle Action',
  // Instance refreshes, except failed ones: those are unknown here and therefore paged.
  'EC2 Auto Scaling Instance Refresh Started',
  'EC2 Auto Scaling Instance Refresh Succeeded',
  'EC2 Auto Scaling Instance Refresh Cancelled',
  'EC2 Auto Scaling Instance Refresh Checkpoint Reached',
  // Every start and stop of every task; service actions and deployments report trouble.
  'ECS Task State Change',
  'ECS Container Instance State Change',
  // Snapshots, parameters, proxies: nothing that serves users.
  'RDS DB Snapshot Event',
  'RDS DB Cluster Snapshot Event',
  'RDS DB Parameter Group Event',
  'RDS DB Security Group Event',
  'RDS DB Proxy Event',
  // Which buckets are protected, and tags that could not be set after a scan.
  'GuardDuty Malware Protection Resource Status Active',
  'GuardDuty Malware Protection Resource Status Warning',
  'GuardDuty Malware Protection Resource Status Error',
  'GuardDuty Malware Protection Post Scan Action Failed',
  // A certificate was replaced by a renewed one.
  'ACM Certificate Rotated',
  // A person chose findings and an action for them.
  'Security Hub Findings - Custom Action',
  'Security Hub Insight Results',
]);
