import type { RenderedNotice } from '../../../adapters/sns/topic-publisher.ts';

/** A page with texts of its own, which show where they have gone. */
export const sampleRendered = (changes: Partial<RenderedNotice> = {}): RenderedNotice => ({
  id: 'k7q-1.1.primary.primary',
  audience: 'primary',
  kind: 'page',
  severity: 'SEV2',
  scenario: 'outage',
  texts: {
    subject: 'SEV2 checkout: error rate — 支払い',
    sms: 'SEV2 checkout 12.5% errors',
    email: 'SEV2 checkout\n12.5 % of the requests failed — 支払い',
    json: '{"id":"k7q-1.1.primary.primary","kind":"page"}',
  },
  ...changes,
});
