import { own } from '../../domain/kernel/own.ts';
import type { Finding } from '../mistakes/mistake.ts';
import { audiencesBy, contactsIn, mapIn, type RawFile } from '../schema/raw-file.ts';
import { defaultTriggers } from '../schema/triggers.ts';

/** Triggers that P wants paged whatever a team's habits, and what is lost without anybody in them. */
const silent = {
  'became-sev1': 'a SEV1 then reaches no more people than its policy',
  'security-incident': 'a security incident then reaches no more people than its policy',
  'no-resolution': 'an incident that drags on after an acknowledgement then pages nobody more',
} as const;

const emptyFindings = (file: RawFile): readonly Finding[] =>
  Object.entries(silent).flatMap(([trigger, lost]): Finding[] => {
    const written = mapIn(file['triggers'])[trigger];
    if (!Array.isArray(written) || written.length > 0) return [];
    const usual = defaultTriggers[trigger as keyof typeof silent].join(', ');
    const message = `pages nobody: ${lost}. Name an audience, or remove the line to page ${usual}`;
    return [{ path: ['triggers', trigger], atKey: true, message }];
  });

/** An audience that has contacts of which none receives pages: what a trigger pages there is lost in a filter. */
const deafFindings = (file: RawFile): readonly Finding[] =>
  audiencesBy(file, 'triggers').flatMap(([trigger, audiences]) =>
    audiences.flatMap((audience): Finding[] => {
      const contacts = contactsIn(own(mapIn(file['audiences']), audience));
      const hears = contacts.length === 0 || contacts.some(({ kinds }) => kinds?.includes('page') ?? true);
      if (hears) return [];
      const message = `is paged by the trigger "${trigger}", but no contact receives pages: widen an "only"`;
      return [{ path: ['audiences', audience], atKey: true, message }];
    }),
  );

/** Triggers that tell nobody although somebody expects to be told. */
export const triggerWarnings = (file: RawFile): readonly Finding[] => [
  ...emptyFindings(file),
  ...deafFindings(file),
];
