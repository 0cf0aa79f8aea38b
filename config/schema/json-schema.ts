import * as z from 'zod';
import { own } from '../../domain/kernel/own.ts';
import type { Path } from '../mistakes/mistake.ts';
import { fileSchema } from './file.ts';
import { mapIn } from './raw-file.ts';

/** JSON Schema of `tocsin.yml`, for completion and checking in editors. */
export const jsonSchema = (): Readonly<Record<string, unknown>> =>
  mapIn(z.toJSONSchema(fileSchema, { io: 'input', unrepresentable: 'any' }));

const whole = jsonSchema();

const step = (schema: unknown, at: string | number): unknown => {
  const fields = mapIn(schema);
  if (typeof at === 'number') return fields['items'];
  return own(mapIn(fields['properties']), at) ?? fields['additionalProperties'];
};

/** The keys that may stand in the map at `path`. */
export const keysAt = (path: Path): readonly string[] =>
  Object.keys(mapIn(mapIn(path.reduce<unknown>(step, whole))['properties']));
