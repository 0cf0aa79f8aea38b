/** Clients of the stand-in account are here for their schemas and protocols: they never call. */
export const nowhere = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
} as const;
