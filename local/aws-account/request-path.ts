import { loopback } from '../kernel/loopback.ts';

/** The address of a request; undefined where its path is none. */
export const requestUrl = (target: string | undefined): URL | undefined =>
  URL.parse(target ?? '/', `http://${loopback}`) ?? undefined;

/** A part of a path in plain text; undefined where its percent signs are no escapes. */
export const decodedPart = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};
