import type { OperationId } from './operations.ts';

/** Request bodies as people write them, shown in the description; a test sends each through its schema. */
export const requestExamples: Readonly<Partial<Record<OperationId, object>>> = {
  declareIncident: {
    title: 'Checkout refuses every card',
    service: 'checkout',
    severity: 'SEV1',
    scenario: 'outage',
    impact: 'Nobody can pay.',
  },
  acknowledge: { note: 'Looking at the payment gateway.' },
  addNote: { note: 'The certificate of the gateway expired at 09:00 UTC.' },
  setSeverity: { severity: 'SEV2', note: 'Only cards of one bank are refused.' },
  mitigate: { progress: 'Traffic goes through the second gateway.' },
  resolve: {
    rootCause: 'An expired certificate.',
    resolution: 'Renewed it.',
    prevention: 'An alarm 30 days ahead.',
  },
  escalate: { audiences: ['database'], note: 'Need somebody who knows the cluster.' },
  sayFacts: { estimatedResolution: '2026-11-22T11:30:00Z', statements: ['triaged'], nextSteps: null },
};
