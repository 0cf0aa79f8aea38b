import { ECSClient } from '@aws-sdk/client-ecs';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeServices } from './services.ts';
import { describeTasks, listTasks } from './tasks.ts';

export const ecs = serviceOf(new ECSClient(nowhere), [describeServices, listTasks, describeTasks]);
