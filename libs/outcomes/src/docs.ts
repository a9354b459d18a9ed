import { OUTCOMES, type PackOutcome, RETIRED } from './catalogue';
import { answerOf, consumerCodeOf } from './consumer';
import { CONSUMER_ANSWERS, CONSUMER_PARAMS } from './consumer-answers';
import type { Family, OutcomeEntry } from './entry';

const HEADINGS: Record<Family, string> = {
  pack: 'Answers about a pack or unit, in order of precedence',
  command: 'Answers to a command',
  door: 'Answers at the door',
};

/** `docs/outcomes.md`, whole. */
export function renderDocs(): string {
  const families = (Object.keys(HEADINGS) as Family[]).map((family) => {
    const entries = OUTCOMES.filter((entry) => entry.family === family);
    return [`## ${HEADINGS[family]}`, '', ...table(entries), '', ...texts(entries)].join('\n');
  });
  const retired = RETIRED.length === 0 ? 'None so far.' : RETIRED.map((code) => `\`${code}\``).join(', ');
  return `${[
    '# Outcomes',
    '',
    '<!-- Written by libs/outcomes/src/write-docs.ts from the table in libs/outcomes. Change it there. -->',
    '',
    'Every answer of PackProof, wherever it is given: screens, GraphQL, REST problems, EPCIS, VRS. A code is never renamed once published.',
    '',
    '- **Severity**: `OK` hand it over, or done; `CHECK` look again, it is no accusation; `STOP` do not.',
    '- **Alert**: `never`; `always`; `elsewhere` when somebody else brought it into that state; `second-reading` when the same reading comes again, or somebody dispenses or receives on it. Only `verify(purpose: SUPPLY)`, `dispense` and `receive` raise alerts.',
    '- **HTTP**: status of the REST problem that carries it.',
    '- **EMVS**, **VRS**: what the European system and the Verification Router Service call it.',
    '- In the texts, `{name}` is a parameter; a part in `[…]` is left out when a parameter in it is not known.',
    '- `rule` and `reason` of ours are English in `params`, for programs; texts say them in the language of the caller, and `field` as people call it.',
    '',
    families.join('\n\n'),
    '',
    ...consumerSection(),
    '',
    '## Retired',
    '',
    retired,
  ].join('\n')}\n`;
}

function table(entries: readonly OutcomeEntry[]): string[] {
  return [
    '| code | severity | alert | HTTP | EMVS | VRS | parameters |',
    '|---|---|---|---|---|---|---|',
    ...entries.map((entry) => {
      const vrs =
        entry.vrs === null ? '-' : entry.vrs.verified ? 'verified' : (entry.vrs.reason ?? entry.vrs.additionalInfo);
      const params = Object.keys(entry.params).map((name) => `\`${name}\``);
      return `| \`${entry.code}\` | ${entry.severity} | ${entry.mayAlert} | ${entry.httpStatus} | ${entry.emvs ?? '-'} | ${vrs} | ${params.join(' ') || '-'} |`;
    }),
  ];
}

function texts(entries: readonly OutcomeEntry[]): string[] {
  return entries.flatMap((entry) => [
    `### ${entry.code}`,
    '',
    `- **${entry.texts.en.title}** ${entry.texts.en.advice}`,
    `- **${entry.texts['zh-CN'].title}** ${entry.texts['zh-CN'].advice}`,
    ...Object.entries(entry.params).map(([name, param]) => `- \`${name}\` (${param.kind}): ${param.meaning}`),
    '',
  ]);
}

function consumerSection(): string[] {
  const codes = (Object.keys(CONSUMER_ANSWERS) as PackOutcome[]).filter((code) => consumerCodeOf(code) === code);
  const told = (Object.keys(CONSUMER_ANSWERS) as PackOutcome[]).filter((code) => consumerCodeOf(code) !== code);
  return [
    '## What a patient is told',
    '',
    'The consumer\u2019s check says the same answers in words for whoever holds the pack, with a severity of its own: `OK` as expected, `CHECK` look again or ask, `STOP` do not take it. The worst is the answer. To a patient `ALREADY_DISPENSED_HERE` is a pack that was supplied once, `ALREADY_DISPENSED_ELSEWHERE` one that was supplied and then offered again.',
    '',
    ...codes.flatMap((code) => {
      const { severity, texts: words } = answerOf(code);
      return [
        `### Patient: ${code}`,
        '',
        `- ${severity}`,
        `- **${words.en.title}** ${words.en.advice}`,
        `- **${words['zh-CN'].title}** ${words['zh-CN'].advice}`,
        '',
      ];
    }),
    'Told as another answer, because what lies behind it is between organisations:',
    '',
    ...told.map((code) => `- \`${code}\` as \`${consumerCodeOf(code)}\``),
    '',
    'Parameters:',
    '',
    ...Object.entries(CONSUMER_PARAMS).map(([name, param]) => `- \`${name}\` (${param.kind}): ${param.meaning}`),
  ];
}
