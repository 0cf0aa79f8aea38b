/** Paged when nobody else can be. */
export const FALLBACK = 'fallback';

/** The audience of the milestone "stakeholders told": whatever reaches it first tells it. docs/requirements.md, Clocks. */
export const STAKEHOLDERS = 'stakeholders';
