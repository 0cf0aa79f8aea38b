import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeAlarms } from './alarms.ts';
import { getMetricData } from './metric-data.ts';

export const cloudwatch = serviceOf(new CloudWatchClient(nowhere), [getMetricData, describeAlarms]);
