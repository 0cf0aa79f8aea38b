import type { NoticeMessage } from '../../../adapters/sns/message.ts';

export const sampleMessage = (changes: Partial<NoticeMessage> = {}): NoticeMessage => ({
  id: 'k7q-1.1.primary.primary',
  at: '2026-11-18T03:00:00.000Z',
  audience: 'primary',
  kind: 'page',
  severity: 'SEV2',
  scenario: 'outage',
  texts: {
    subject: 'SEV2 checkout: error rate',
    sms: 'SEV2 checkout 12.5% errors',
    email: 'SEV2 checkout\n12.5 % of the requests failed — 支払い',
    json: '{"id":"k7q-1.1.primary.primary","kind":"page"}',
  },
  ...changes,
});
