/** Paged when nobody else can be. */
export const FALLBACK = 'fallback';

/** In the recipients of a trigger, stands for the audiences of the incident's scenario (configuration `experts`). */
export const EXPERTS = 'experts';

/**
 * The audience of the milestone "stakeholders told": its first message of any kind counts. docs/requirements.md,
 * Clocks.
 */
export const STAKEHOLDERS = 'stakeholders';

/** Nothing of the inside of a service is for them: what triage found is left out of their messages. */
export const CUSTOMERS = 'customers';
