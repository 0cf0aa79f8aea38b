import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Journal } from '../../protocol/ports/journal.ts';
import { redact } from './redact.ts';

const METRICS_NAMESPACE = 'Tocsin';
/** Counts what happened, by dimensions `service` (the function) and `reason`. */
const METRIC_NAME = 'Outcome';

/** What the journal writes to. */
export interface JournalParts {
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Counts one of this reason. */
  readonly count: (reason: string) => void;
}

/**
 * Log lines and count metrics by reason, through Powertools. The function's name and the log level come from its own
 * environment (`POWERTOOLS_SERVICE_NAME`, `LOG_LEVEL`). Secrets are taken out (I10).
 */
export const createPowertoolsJournal = (given?: JournalParts): Journal => {
  let parts = given;
  return {
    note: (level, reason, fields) => {
      // Made with the first line, which comes after the page.
      parts ??= powertoolsParts();
      parts.logger[level](reason, { reason, fields: redact(fields) });
      parts.count(reason);
    },
  };
};

const powertoolsParts = (): JournalParts => {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE });
  return {
    logger: new Logger(),
    // Published one by one, as each has its own dimension; `singleMetric` would make a new Metrics for each.
    count: (reason) => {
      metrics.addDimension('reason', reason).addMetric(METRIC_NAME, MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
    },
  };
};
