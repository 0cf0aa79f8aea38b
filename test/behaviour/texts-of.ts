import type { PublishedNotice } from '../../adapters/memory/notice-publisher.ts';
import { renderNotice } from '../../adapters/sns/render-notice.ts';
import type { NoticeTexts } from '../../adapters/sns/topic-publisher.ts';

/** The texts that SNS would have got of what a memory publisher kept. */
export const textsOf = ({ incident, nowMs, ...notice }: PublishedNotice): NoticeTexts =>
  renderNotice({ notice, incident, nowMs }).texts;
