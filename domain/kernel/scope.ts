/** What a token allows; `admin` allows everything. */
export type Scope = 'read' | 'respond' | 'admin';
