import type { Scope } from '../../domain/kernel/scope.ts';

/** Who may use the API, and what its cursors are signed with. */
export interface AccessStore {
  /** The token with this hash, read anew each time: a revoked one ends at once. */
  token(hash: string): Promise<ApiToken | undefined>;
  /** The stack's own secret for signing cursors, made on first use. */
  cursorSecret(candidate: string): Promise<string>;
}

export interface ApiToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAtMs?: number;
}
