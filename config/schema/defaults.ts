import type { Configuration } from '../../domain/kernel/configuration.ts';
import { completeConfiguration } from './file.ts';

/** What holds where `tocsin.yml` is silent. */
export const defaults: Configuration = completeConfiguration({}, '');
