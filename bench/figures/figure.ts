/** How large a run is: `quick` proves that every group works, `full` measures. */
export type Size = 'full' | 'quick';

export type Unit = 'ms' | 'events/s' | 'calls' | 'count' | 'KB' | 'MB' | 'USD' | '×' | 'share';

/** One measured figure, with what it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** The raw cost, measured in the same run and unit. */
  readonly raw?: { readonly what: string; readonly value: number };
  /** `value` in units of the raw cost. */
  readonly ratio?: number;
  readonly aim?: Aim;
  readonly note?: string;
}

/** What is wanted of the ratio, or of the value where there is no raw cost. */
export type Aim = { readonly of: 'ratio' | 'value' } & (
  | { readonly atMost: number }
  | { readonly atLeast: number }
);

/** One group of figures: runs in a process of its own. */
export type Group = (size: Size) => Promise<readonly Figure[]>;

/** Undefined where nothing is aimed at. */
export const isMet = ({ value, ratio, aim }: Figure): boolean | undefined => {
  if (aim === undefined) return undefined;
  const got = aim.of === 'ratio' ? (ratio ?? Number.NaN) : value;
  return 'atMost' in aim ? got <= aim.atMost : got >= aim.atLeast;
};

/** A figure beside its raw cost. */
export const beside = (
  what: string,
  unit: Unit,
  value: number,
  raw: { readonly what: string; readonly value: number },
  more: Pick<Figure, 'aim' | 'note'> = {},
): Figure => ({ what, unit, value, raw, ratio: value / raw.value, ...more });
