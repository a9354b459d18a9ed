/** One figure of a benchmark: `value` in `unit`, beside its floor or rival of the same run. */
export type Measure = {
  /** The benchmark's name. */
  readonly bench: string;
  /** What was measured. */
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be, in words. */
  readonly aim?: string;
  /** The same for the floor or the rival. */
  readonly floor?: number;
  /** `value` to `floor`. */
  readonly ratio?: number;
};
