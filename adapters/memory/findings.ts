import type { FindingQueries, FindingStore } from '../../protocol/ports/findings.ts';
import { copy } from './copy.ts';
import { pageOf } from './page-of.ts';
import type { MemoryRecords } from './records.ts';

/** Findings and judgements, over the records of the memory store. */
export const createMemoryFindings = (records: MemoryRecords): FindingStore & FindingQueries => ({
  putRun: async (incidentId, findings, judgement) => {
    const kept = records.findingsOf(incidentId);
    for (const finding of findings) kept.set(`${runPart(finding.run)}${finding.id}`, copy(finding));
    records.judgementsOf(incidentId).set(judgement.run, copy(judgement));
  },
  findings: async (incidentId, run, limit, from) => {
    const ofRun = [...records.findingsOf(incidentId)].filter(([, finding]) => finding.run === run);
    const { values, next } = pageOf(new Map(ofRun), limit, from);
    return { findings: values, ...(next === undefined ? {} : { next }) };
  },
  judgement: async (incidentId, run) => copy(records.judgementsOf(incidentId).get(run)),
});

const runPart = (run: number): string => `${String(run).padStart(6, '0')}#`;
