import { productLine } from '../facts';
import { useLanguage } from '../language';
import type { Counted } from './count';

/** Record against what was found, batch by batch; what differs comes first. */
export function CountTable({ counted }: { readonly counted: Counted }) {
  const { say, language, date, packs } = useLanguage();
  const rows = [...counted.batches].sort((a, b) => Number(differs(b)) - Number(differs(a)));
  return (
    <>
      <table className="table" data-testid="count">
        <thead>
          <tr>
            <th scope="col">{say('product')}</th>
            <th scope="col">{say('recorded')}</th>
            <th scope="col">{say('found')}</th>
            <th scope="col">{say('difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.product.gtin} ${row.lot}`} data-lot={row.lot}>
              <th scope="row">
                {productLine(row.product, language)}
                <span className="quiet table-more">
                  {say('batch')} {row.lot} · {say('expiry')} {date(row.expiry)}
                </span>
              </th>
              <td>{row.recorded}</td>
              <td>{row.found}</td>
              <td>
                <strong>{differs(row) ? signed(row.found - row.recorded) : '✓'}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {counted.unknown > 0 && <p className="quiet">{say('contentsUnknown', { packs: packs(counted.unknown) })}</p>}
    </>
  );
}

const differs = ({ recorded, found }: Counted['batches'][number]) => recorded !== found;
const signed = (value: number) => (value > 0 ? `+${value}` : `−${-value}`);
