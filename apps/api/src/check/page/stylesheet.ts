import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The colours and type of all screens, from the one place where they stand. */
const TOKENS = readFileSync(createRequire(import.meta.url).resolve('@packproof/ui/tokens.css'), 'utf8');

const OWN = `
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.5 var(--font);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:0 1rem 2rem;max-width:46rem}
h1,h2,p,dl,dd,ol,ul{margin:0}
h2{font-size:1.15rem;line-height:1.3}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
header{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:.75rem 0}
header>a{display:flex;flex-wrap:wrap;align-content:center;column-gap:.5rem;min-height:2.75rem;line-height:1.25;color:var(--ink);text-decoration:none}
header span{font-weight:700}
nav ul{display:flex;gap:.25rem;padding:0;list-style:none}
nav a{display:flex;white-space:nowrap;align-items:center;min-height:2.75rem;padding:0 .75rem;border-radius:999px}
nav a[aria-current]{background:var(--surface-sunk);color:var(--ink);text-decoration:none;font-weight:600}
main{display:grid;gap:1rem}
main>section{min-width:0}
.answer{display:grid;gap:.75rem;padding:1.25rem;border-radius:var(--radius-large);background:var(--ground);color:var(--on)}
.OK{--ground:var(--ok);--on:var(--ok-ink)}
.CHECK{--ground:var(--check);--on:var(--check-ink)}
.STOP{--ground:var(--stop);--on:var(--stop-ink)}
.head{display:flex;align-items:center;gap:1rem}
.icon{flex:none;width:3.5rem;height:3.5rem;fill:none;stroke:currentcolor;stroke-linecap:round;stroke-linejoin:round}
.sign{font-weight:700}
h1{font-size:clamp(1.5rem,6.5vw,2.25rem);font-weight:750;line-height:1.15;overflow-wrap:anywhere;text-wrap:balance}
.advice{font-size:1.125rem;max-width:60ch}
.answer .also{display:grid;gap:.5rem;padding:.75rem 0 0;border-top:1px solid currentcolor;list-style:none}
.also .icon{width:1.5rem;height:1.5rem}
.also li{display:flex;gap:.5rem}
.also a{color:inherit;min-height:1.75rem}
.card{display:grid;gap:.75rem;padding:1.25rem;border:1px solid var(--line);border-radius:var(--radius-large);background:var(--surface)}
.soft,.hint{color:var(--ink-soft)}
.facts{display:grid}
.facts>div{display:grid;grid-template-columns:minmax(5.75rem,30%) minmax(0,1fr);gap:0 .75rem;padding:.4rem 0;border-top:1px solid var(--line)}
.facts>div:first-child{border-top:0}
dt{color:var(--ink-soft)}
dd{font-weight:600;overflow-wrap:anywhere}
.code{font-family:var(--font-code);font-weight:500;font-size:.9375rem}
.facts>.differs{margin:.25rem 0;padding:.5rem .75rem;border-top:0;border-inline-start:4px solid var(--stop);border-radius:.25rem;background:var(--surface-sunk)}
.differs span{display:block;color:var(--ink-soft);font:400 .875rem/1.4 var(--font)}
.steps{display:grid;gap:.5rem;padding-inline-start:1.5rem}
.wrong{padding:.75rem;border-radius:var(--radius);background:var(--surface-sunk);font-family:var(--font-code);overflow-wrap:anywhere;white-space:pre-wrap}
mark{background:var(--check);color:var(--check-ink);text-decoration:underline wavy;text-underline-offset:.2em}
.intro{display:grid;gap:.5rem;padding:.5rem 0}
form{display:grid;gap:1rem}
.grid{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));align-items:start}
.field{display:grid;gap:.25rem}
label{font-weight:600}
label span{font-weight:400;color:var(--ink-soft)}
.hint{font-size:.875rem}
input,textarea{width:100%;min-height:3rem;padding:.6rem .75rem;border:1px solid var(--line-strong);border-radius:var(--radius);background:var(--paper);color:var(--ink);font:1.0625rem/1.4 var(--font-code)}
textarea{resize:vertical}
[aria-invalid]{border:2px solid var(--stop)}
.fault{display:flex;gap:.5rem;font-size:.9375rem;font-weight:600}
.fault .icon{width:1.25rem;height:1.25rem;margin-top:.1rem}
button{justify-self:start;min-height:3rem;padding:.5rem 1.75rem;border:2px solid var(--accent);border-radius:999px;background:var(--accent);color:var(--accent-ink);font:650 1.0625rem/1.2 var(--font);cursor:pointer}
button:hover{text-decoration:underline;text-underline-offset:.2em}
summary{min-height:2.75rem;padding:.5rem 0;font-weight:600;color:var(--accent);cursor:pointer}
details form{padding-top:.25rem}
footer{display:grid;gap:.25rem;padding:1.25rem 0 0;font-size:.875rem;color:var(--ink-soft)}
:lang(zh-CN) h1{line-height:1.25}
@media (max-width:24rem){.facts>div{grid-template-columns:minmax(0,1fr)}}
@media (forced-colors:active){.answer{border:4px solid}}
@media print{nav,form,details,.ask{display:none}html{background:#fff;color:#000}.answer{border:3px solid #000;background:none;color:#000}.card{border-color:#000;background:none;break-inside:avoid}a,dt,.soft,.facts span,footer{color:#000}.facts>.differs{background:none}}
`;

const small = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/;\}/g, '}')
    .trim();

export const STYLESHEET: string = small(TOKENS) + small(OWN);
