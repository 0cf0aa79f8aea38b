import { fileURLToPath } from 'node:url';

/** The project's root folder, whatever folder a command is started in. */
export const projectDir = fileURLToPath(new URL('../..', import.meta.url));

/** Where `serverless package` puts its work. */
export const packageDir = fileURLToPath(new URL('../../.serverless', import.meta.url));
