/** What a log line or a record may say of an error: its name. Messages may hold a secret (I10). */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
