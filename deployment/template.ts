/** A value of a CloudFormation template: a literal or an intrinsic function. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export interface Resource {
  readonly Type: string;
  /** Logical ids of what is made before it. */
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: { readonly [key: string]: Value };
}

export type Resources = Readonly<Record<string, Resource>>;

export const ref = (logicalId: string): Value => ({ Ref: logicalId });

/** A text with the pseudo parameters of CloudFormation in it, such as `${AWS::Region}`. */
export const sub = (text: string): Value => ({ 'Fn::Sub': text });

export const arnOf = (logicalId: string): Value => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/**
 * `security-team` → `SecurityTeam`: logical ids hold letters and digits only.
 * Names that differ only in hyphens get the same one: callers look out for it.
 */
export const pascalCase = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
