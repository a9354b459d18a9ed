import { type Language, titleOf } from '@packproof/outcomes';
import { type RecallAccount, rateOf } from './recall-account';
import { type Column, ReportPage } from './report-page';
import { classWord, levelWord, type ReportWords, stateWord, wordsOf } from './report-words';

/** The report as PDF. `now` is RFC 3339; `checkpoint` the log's signed note, where there is one. */
export async function recallReport(
  account: RecallAccount,
  { language, now, checkpoint }: { language: Language; now: string; checkpoint: string | undefined },
): Promise<Buffer> {
  const words = wordsOf(language);
  const { recall } = account;
  const title = recall.state === 'OPEN' ? words.title : words.closingTitle;
  const page = new ReportPage(title, language);
  page.title(title);
  if (recall.drill) page.paragraph(words.drill, 700, 4.2);
  if (recall.state === 'OPEN') page.paragraph(words.interim, 700);
  summary(page, account, words, language);
  targets(page, account, words, language);
  totals(page, account, words);
  holders(page, account, words);
  course(page, account, words);
  ledger(page, account, words, checkpoint);
  const foot = `${words.printed} ${time(now)} · ${words.for} ${account.viewer}`;
  return page.end(foot, (number, count) =>
    words.page.replace('{page}', String(number)).replace('{pages}', String(count)),
  );
}

/** To the minute, in UTC: it is read in several countries. */
const time = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function summary(
  page: ReportPage,
  { recall, openedBy, closing }: RecallAccount,
  words: ReportWords,
  language: Language,
): void {
  page.fact(words.state, stateWord(language, recall.state));
  page.fact(words.class, classWord(language, recall.class));
  page.fact(words.level, levelWord(language, recall.level));
  page.fact(words.reason, recall.reason);
  if (recall.instructions) page.fact(words.instructions, recall.instructions);
  if (!recall.drill && recall.state !== 'LIFTED') {
    page.fact(words.effect, titleOf('RECALLED', language, { recallClass: recall.class }));
  }
  page.fact(words.opened, `${time(recall.openedAt)}, ${words.by} ${openedBy}`);
  if (recall.closedAt)
    page.fact(words.closed, `${time(recall.closedAt)}${closing ? `, ${words.by} ${closing.by}` : ''}`);
  if (recall.closingNote) page.fact(words.closingNote, recall.closingNote);
}

function targets(page: ReportPage, account: RecallAccount, words: ReportWords, language: Language): void {
  page.heading(words.targets);
  const columns: Column[] = [
    { head: words.product, width: 58 },
    { head: 'GTIN', width: 32 },
    { head: words.lot, width: 32 },
    { head: words.expiry, width: 20 },
    { head: words.extent, width: 18 },
    { head: words.packs, width: 14, align: 'right' },
  ];
  const rows = account.targets.map(({ product, productZh, gtin, lot, expiry, whole, packs }) => ({
    cells: [
      language === 'zh-CN' ? (productZh ?? product) : product,
      gtin,
      lot,
      expiry ?? '',
      whole ? words.whole : words.part,
      String(packs),
    ],
  }));
  page.table(columns, rows);
}

function totals(
  page: ReportPage,
  { recall, totals: sums, holders: all, complete }: RecallAccount,
  words: ReportWords,
): void {
  page.heading(words.totals);
  if (!complete) page.paragraph(words.ownPart);
  page.fact(words.recalled, String(recall.packs));
  if (all.length === 0) return;
  page.fact(words.held, String(sums.packs));
  page.fact(words.inTransit, String(sums.inTransit));
  page.fact(words.dispensed, String(sums.dispensedOnRecord));
  page.fact(words.acknowledgedCount, `${sums.acknowledged} / ${all.length}`);
  page.fact(words.answered, String(sums.answered));
  page.fact(words.accounted, String(sums.accounted));
  page.fact(words.notFound, String(sums.notFound));
  // Of a part nobody can say how much of the whole it is.
  if (complete) page.fact(words.rate, `${rateOf(sums.accounted, recall.packs)} (${words.rateNote})`);
}

function holders(
  page: ReportPage,
  { holders: all, targets: recalled, complete }: RecallAccount,
  words: ReportWords,
): void {
  page.heading(words.holders);
  if (all.length === 0) {
    if (!complete) page.paragraph(words.noHolders);
    return;
  }
  const number = (head: string, width = 14.5): Column => ({ head, width, align: 'right' });
  const columns: Column[] = [
    { head: words.organisation, width: 44 },
    { ...number(words.packs, 13), group: words.recorded },
    number(words.columnInTransit, 13),
    number(words.columnDispensed, 13),
    { head: '', width: 3 },
    { head: words.acknowledged, width: 20 },
    { ...number(words.quarantined, 14), group: words.reported },
    number(words.returned, 13),
    number(words.destroyed, 14),
    number(words.columnDispensed, 13),
    number(words.columnNotFound, 13),
  ];
  const rows = all.flatMap(({ name, packs, inTransit, dispensed, acknowledgedAt, lines }) => {
    const sum = (of: (line: (typeof lines)[number]) => number) =>
      acknowledgedAt === undefined ? '' : String(lines.reduce((total, line) => total + of(line), 0));
    const whole = {
      cells: [
        name,
        String(packs),
        String(inTransit),
        String(dispensed),
        '',
        acknowledgedAt === undefined ? words.notAnswered : time(acknowledgedAt),
        ...REPORTED.map((each) => sum((line) => line[each])),
      ],
    };
    if (recalled.length === 1 || lines.length < 2) return [whole];
    const parts = lines.map((line) => ({
      cells: [`${words.lot} ${line.lot}`, '', '', '', '', '', ...REPORTED.map((each) => String(line[each]))],
      quiet: true,
    }));
    return [whole, ...parts];
  });
  page.table(columns, rows);
}

const REPORTED = ['quarantined', 'returned', 'destroyed', 'dispensed', 'notFound'] as const;

function course(
  page: ReportPage,
  { recall, openedBy, holders: all, closing }: RecallAccount,
  words: ReportWords,
): void {
  page.heading(words.timeline);
  const closed = recall.state === 'LIFTED' ? words.eventLifted : words.eventClosed;
  const events = [
    { at: recall.openedAt, what: words.eventOpened, who: openedBy },
    ...all.flatMap(({ acknowledgedAt, name }) =>
      acknowledgedAt ? [{ at: acknowledgedAt, what: words.eventAnswered, who: name }] : [],
    ),
    ...(recall.closedAt ? [{ at: recall.closedAt, what: closed, who: closing?.by ?? '' }] : []),
  ].sort((a, b) => a.at.localeCompare(b.at));
  for (const { at, what, who } of events) page.fact(time(at), who === '' ? what : `${what}: ${who}`);
}

function ledger(
  page: ReportPage,
  { recall, closing }: RecallAccount,
  words: ReportWords,
  checkpoint: string | undefined,
): void {
  page.heading(words.ledger);
  page.paragraph(words.ledgerNote);
  const entries = [
    { what: words.entryOpened, receipt: recall.receipt },
    ...(closing ? [{ what: words.entryClosed, receipt: closing }] : []),
  ];
  for (const { what, receipt } of entries) {
    page.fact(`${what} · ${words.transaction}`, receipt.tx);
    page.fact(`${what} · ${words.logEntry}`, `${receipt.index} · ${time(receipt.committedAt)}`);
  }
  if (checkpoint === undefined) page.paragraph(words.noLog);
  else
    for (const [i, line] of checkpoint.split('\n').entries()) {
      if (line !== '') page.fact(i === 0 ? words.checkpoint : '', line);
    }
}
