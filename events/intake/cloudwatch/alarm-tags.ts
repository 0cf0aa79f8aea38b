import * as z from 'zod/mini';
import { MAX_TAGS } from '../bounds.ts';
import { list, text, textMap } from '../lenient-fields.ts';

const tagList = list(z.object({ key: text, value: text, Key: text, Value: text }));

/**
 * An alarm's tags: a map in EventBridge events ("Alarm tags in action payloads", CloudWatch User Guide). A list of
 * keys and values is read as well: other AWS answers write tags so.
 */
export const tagsOf = (field: unknown): Record<string, string> => {
  const entries = Array.isArray(field)
    ? z.parse(tagList, field).flatMap((tag) => {
        const key = tag.key ?? tag.Key;
        return key === undefined ? [] : [[key, tag.value ?? tag.Value ?? ''] as const];
      })
    : Object.entries(z.parse(textMap, field));
  return Object.fromEntries(entries.slice(0, MAX_TAGS));
};
