import type { Measure } from './measure';
import { commission, move, unitScan } from './stage/goods';
import { startProduct } from './stage/product';

const SIZES = [
  { packs: 10, packing: { packsPerCase: 5, casesPerPallet: 2 } },
  { packs: 1_000, packing: { packsPerCase: 100, casesPerPallet: 10 } },
  { packs: 40_000, packing: { packsPerCase: 800, casesPerPallet: 50 } },
];

/** `--pallets 15`: ship and receive pallets one by one; sizes in turn, so that a noisy minute hits all of them. */
export async function run(args: string[]): Promise<Measure[]> {
  const at = args.indexOf('--pallets');
  const pallets = at < 0 ? 15 : Number(args[at + 1]);
  const product = await startProduct();
  try {
    const [maker, distributor] = [product.one('MANUFACTURER'), product.one('DISTRIBUTOR')];
    const batches = [];
    for (const { packs, packing } of SIZES) batches.push(await commission(product, packs * (pallets + 2), packing));
    const times: number[][] = SIZES.map(() => []);
    for (let i = 0; i < pallets + 2; i += 1) {
      for (const [size, { ssccs }] of batches.entries()) {
        const began = performance.now();
        await move(product, maker, distributor, [unitScan(ssccs[i]!)]);
        // The first two warm up.
        if (i >= 2) times[size]!.push(performance.now() - began);
      }
    }
    const medians = times.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!);
    return SIZES.map(({ packs }, size) => ({
      bench: 'move',
      measure: `ship and receive a pallet of ${packs.toLocaleString('en')} packs, median of ${pallets}`,
      value: medians[size]!,
      unit: 'ms',
      aim: '<= 1.2 of the smallest',
      floor: medians[0]!,
      ratio: medians[size]! / medians[0]!,
    }));
  } finally {
    await product.stop();
  }
}
