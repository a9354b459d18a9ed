/** PACKPROOF_SEED repeats a run; without it every run is another one. The name of the test tells it. */
export function seedOfRun(): number {
  const given = process.env.PACKPROOF_SEED;
  return given === undefined ? Date.now() % 2 ** 31 : Number(given);
}
