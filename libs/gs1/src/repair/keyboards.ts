/**
 * What a computer's keyboard layout makes of a reader that types as on a US keyboard: each
 * character of the first line stands for the one below it.
 */
const layout = (typed: string, meant: string): ReadonlyMap<string, string> => {
  const meanings = [...meant];
  return new Map([...typed].map((character, index) => [character, meanings[index]!]));
};

/** German QWERTZ. */
export const GERMAN = layout(
  'zyZYß?´`üÜ+*#\'öÖäÄ;:-_"§&/()=^°', // what stands in the field
  'yzYZ-_=+[{]}\\|;:\'"<>/?@#^&*()`~', // what the reader meant
);

/** French AZERTY, which has digits on the shifted row. */
export const FRENCH = layout(
  'aqzwAQZWmM,?;.:/!§ù%&é"\'(-è_çà)°1234567890$£^¨*µ²',
  'qawzQAWZ;:mM,<.>/?\'"1234567890-_!@#$%^&*()]}[{\\|`',
);

export const YZ = layout('yzYZ', 'zyZY');

/** Signs that the layout is at work: characters that a US keyboard has not, or a misplaced `]`. */
export const GERMAN_SIGNS = /[ßüöäÜÖÄ§´°]|^[+*][dcqej]\d/i;
export const FRENCH_SIGNS = /[éèçàù£µ²§]|^[$£][dcqej]/i;

export function retype(text: string, keyboard: ReadonlyMap<string, string>): string {
  let result = '';
  for (const character of text) result += keyboard.get(character) ?? character;
  return result;
}
