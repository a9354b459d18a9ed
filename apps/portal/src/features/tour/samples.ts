/** As GET /demo/samples answers. */
export interface Sample {
  readonly productName: string;
  readonly productNameZh: string | null;
  readonly gtin: string;
  readonly lot: string;
  /** YYYY-MM-DD */
  readonly expiry: string;
  readonly serial: string;
  readonly recalled: boolean;
  /** Null: this organisation may not see it any more. */
  readonly state: string | null;
}

/** A few of many, as different as there are: of each batch and state one, then the next. */
export function pickSamples(samples: readonly Sample[], most: number): readonly Sample[] {
  const seen = new Map<string, number>();
  const turns = samples.map((sample) => {
    const kind = `${sample.gtin} ${sample.lot} ${sample.state}`;
    const turn = seen.get(kind) ?? 0;
    seen.set(kind, turn + 1);
    return { sample, turn };
  });
  return turns
    .sort((one, other) => one.turn - other.turn)
    .slice(0, most)
    .map(({ sample }) => sample);
}
