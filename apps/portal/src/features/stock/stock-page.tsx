import { Loader, SegmentedControl } from '@mantine/core';
import { Empty, Page, Problem, Section, useFormats, useLanguage, useSay } from '@packproof/ui';
import { Link, useSearchParams } from 'react-router';
import { useAnswer } from '../../ask';
import { nameIn } from '../../names';
import { useSession } from '../../session/session';
import { STOCK } from './documents';
import { firstExpired, heatOf } from './heat';
import { HeatMap } from './heat-map';
import { StockList } from './stock-list';
import { texts } from './texts';
import './stock.css';

export function StockPage() {
  const say = useSay(texts);
  const formats = useFormats();
  const language = useLanguage();
  const { member, is } = useSession();
  const [params, setParams] = useSearchParams();
  // Makers and authorities also see where goods are that are not theirs to hold.
  const seesOthers = is('MANUFACTURER', 'REGULATOR', 'AUDITOR');
  const holdsGoods = !is('REGULATOR', 'AUDITOR');
  const mine = holdsGoods && (!seesOthers || params.get('whose') !== 'all');
  const holder = mine ? member.organisation.gln : null;
  const { data, error, refetch } = useAnswer('stock', STOCK, { filter: { holder } });
  const today = new Date().toISOString().slice(0, 10);

  const whose = seesOthers && holdsGoods && (
    <SegmentedControl
      aria-label={say('whose')}
      value={mine ? 'mine' : 'all'}
      onChange={(value) => setParams(value === 'all' ? { whose: 'all' } : {}, { replace: true })}
      data={[
        { value: 'mine', label: say('mine') },
        { value: 'all', label: say('everybodys') },
      ]}
    />
  );
  return (
    <Page title={say('title')} lead={say(mine ? 'leadOwn' : 'leadAll')} actions={whose}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader />}
      {data?.stock.length === 0 && <Empty title={say('none')} advice={say('noneAdvice')} />}
      {data && data.stock.length > 0 && (
        <>
          {mine && (
            <Section title={say('next')}>
              <p className="stock-advice">{say('nextAdvice')}</p>
              <ul className="stock-next">
                {firstExpired(data.stock, today)
                  .slice(0, 6)
                  .map(({ product, lot, expiry, packs, location }) => (
                    <li key={product.gtin}>
                      <Link to={`/batches/${product.gtin}/${encodeURIComponent(lot)}`}>
                        {nameIn(product, language)}
                      </Link>
                      <span>
                        {say('nextOne', { packs: formats.number(packs), lot, date: formats.date(expiry) })}
                        {location && ` · ${location.name}`}
                      </span>
                    </li>
                  ))}
              </ul>
            </Section>
          )}
          <Section title={say('map')}>
            <p className="stock-advice">{say('mapAdvice')}</p>
            <HeatMap heat={heatOf(data.stock, today)} withHolder={!mine} />
          </Section>
          <StockList holder={holder} />
        </>
      )}
    </Page>
  );
}
