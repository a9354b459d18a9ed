import { useFormats, useLanguage, useSay } from '@packproof/ui';
import { Link, useSearchParams } from 'react-router';
import { type Heat, type HeatRow, monthAfter, type Period } from './heat';
import { texts } from './texts';

/** A table whose cells are coloured by what is in them: it reads as well as it looks. */
export function HeatMap({ heat, withHolder }: { readonly heat: Heat; readonly withHolder: boolean }) {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const [params] = useSearchParams();
  const month = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const when = (period: Period) =>
    period === 'past' || period === 'later' ? say(period) : month.format(new Date(`${period}-01T00:00:00Z`));
  const nameOf = ({ holder, place }: HeatRow) =>
    withHolder ? `${holder} · ${place ?? say('onTheWay')}` : (place ?? say('onTheWay'));
  const filtered = (row: HeatRow, period: Period) => {
    const next = new URLSearchParams(params);
    if (row.gln && row.place) next.set('place', row.place);
    else next.delete('place');
    if (period === 'past') next.set('before', new Date().toISOString().slice(0, 10));
    else if (period !== 'later') next.set('before', `${monthAfter(period, 1)}-01`);
    return `?${next}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section className="heat" tabIndex={0} aria-label={say('map')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('place')}</th>
            {heat.periods.map((period) => (
              <th key={period} scope="col">
                {when(period)}
              </th>
            ))}
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row)}</th>
              {heat.periods.map((period) => {
                const packs = row.cells.get(period) ?? 0;
                if (packs === 0) return <td key={period} className="heat-none" />;
                const strength = Math.max(1, Math.ceil((4 * Math.sqrt(packs)) / Math.sqrt(heat.most)));
                return (
                  <td key={period} className={`heat-${strength}`}>
                    <Link
                      to={filtered(row, period)}
                      replace
                      preventScrollReset
                      aria-label={say('cell', { packs: formats.number(packs), place: nameOf(row), when: when(period) })}
                    >
                      {formats.number(packs)}
                    </Link>
                  </td>
                );
              })}
              <td className="heat-total">{formats.number(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
