import { productLine } from '../facts';
import { useLanguage } from '../language';
import { visible } from '../read-text';
import { wordsOf } from './answer-view';
import { type Card, outcomeOfCard, severityOfCard } from './card';

export interface HistoryProps {
  readonly cards: readonly Card[];
  readonly shown: number | undefined;
  readonly onShow: (id: number) => void;
  readonly onClear: () => void;
}

/** The last scans of this visit. Looking at one asks nothing again. */
export function History({ cards, shown, onShow, onClear }: HistoryProps) {
  const door = useLanguage();
  const { say, time } = door;
  return (
    <section className="panel history" aria-labelledby="history-title">
      <div className="row row-apart">
        <h2 id="history-title" className="panel-title">
          {say('history')}
        </h2>
        {cards.length > 0 && (
          <button type="button" className="link" onClick={onClear}>
            {say('historyClear')}
          </button>
        )}
      </div>
      {cards.length === 0 ? (
        <p className="quiet">{say('historyEmpty')}</p>
      ) : (
        <ol className="history-list">
          {cards.map((card) => {
            const { title } = wordsOf(card, door);
            const what = whatOf(card, door.language);
            return (
              <li key={card.id}>
                <button
                  type="button"
                  className="history-item"
                  aria-current={card.id === shown || undefined}
                  data-outcome={outcomeOfCard(card)}
                  onClick={() => onShow(card.id)}
                >
                  <span className={`dot dot-${severityOfCard(card)?.toLowerCase() ?? 'idle'}`} aria-hidden="true" />
                  <span className="history-text">
                    <strong>{title}</strong>
                    <span>{what}</span>
                  </span>
                  <time dateTime={new Date(card.at).toISOString()}>{time(card.at)}</time>
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

function whatOf({ verification, scan }: Card, language: 'en' | 'zh-CN'): string {
  const { pack, read } = verification ?? {};
  if (pack) return `${productLine(pack.product, language)} · ${pack.serial}`;
  const key = read?.serial ?? read?.sscc;
  return key ?? visible(scan.length > 40 ? `${scan.slice(0, 39)}…` : scan);
}
