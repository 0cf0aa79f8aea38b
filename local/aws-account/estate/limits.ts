import { AwsError } from '../wire/aws-error.ts';

/** The words of AWS's common validator for a number out of range. */
const outOfRange = (field: string, value: number, least: number, most: number): string =>
  `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: Member must have value ${value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`}`;

/** A page's size as it was asked, or the usual one; AwsError of the given code where it is out of range. */
export const pageSize = (
  given: number | undefined,
  {
    field,
    least,
    most,
    usual,
    code,
  }: {
    readonly field: string;
    readonly least: number;
    readonly most: number;
    readonly usual: number;
    readonly code: string;
  },
): number => {
  if (given === undefined) return usual;
  if (given >= least && given <= most) return given;
  throw new AwsError(code, outOfRange(field, given, least, most), { status: 400 });
};

/** Refuses a list that is longer than the service takes. */
export const checkLength = (
  list: readonly unknown[] | undefined,
  { field, most, code }: { readonly field: string; readonly most: number; readonly code: string },
): void => {
  if ((list?.length ?? 0) > most)
    throw new AwsError(
      code,
      `1 validation error detected: Value at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
      { status: 400 },
    );
};
