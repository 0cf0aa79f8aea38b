/** Parsed JSON, as it stands in templates, events and function results. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Parses JSON text; throws SyntaxError where it is none. */
export const parseJson = (text: string): Json => JSON.parse(text);

/** The object that a text holds, or undefined where it is not JSON or not an object. */
export const objectIn = (text: string | undefined): JsonObject | undefined => {
  if (text === undefined) return undefined;
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
