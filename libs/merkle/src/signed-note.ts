import { fromBase64, toBase64 } from './base64';
import { concatBytes, copyBytes, equalBytes, fromUtf8, utf8 } from './bytes';
import { MalformedError } from './malformed-error';
import { type NoteVerifier, requireKeyName } from './verifier-key';

/** As golang.org/x/mod/sumdb/note: enough for many witnesses, little enough to be harmless. */
const MAX_SIGNATURES = 100;
const MAX_NOTE_LENGTH = 1_000_000;
const CONTROL_CHARACTER = /[\u0000-\u0009\u000b-\u001f]/;
const SIGNATURE_LINE = /^— (\S+) (\S+)$/u;

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  /** What follows the key id: 64 bytes for Ed25519, 72 for a witness. */
  readonly signature: Uint8Array;
}

export interface Note {
  /** The signed text, its last line feed included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface OpenedNote {
  readonly text: string;
  /** By known keys, each checked; at least one. */
  readonly verified: readonly NoteSignature[];
  /** By keys that nobody here knows: they prove nothing. */
  readonly unverified: readonly NoteSignature[];
}

/** The signed bytes of a note's text, or a refusal of what no note may hold. */
function textBytes(text: string): Uint8Array {
  if (!text.endsWith('\n')) throw new MalformedError('note text does not end with a line feed', text.length);
  const control = text.search(CONTROL_CHARACTER);
  if (control >= 0) throw new MalformedError('note has a control character', control);
  return utf8(text);
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  requireKeyName(name);
  if (keyId.length !== 4) throw new MalformedError(`note key id has ${keyId.length} bytes, not 4`);
  return `— ${name} ${toBase64(concatBytes(keyId, signature))}\n`;
}

/** The signed note (C2SP signed-note) of a text that ends with a line feed. */
export function signNote(options: {
  readonly text: string;
  readonly name: string;
  /** 4 bytes, see `noteKeyId`. */
  readonly keyId: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}): string {
  const { text, name, keyId } = options;
  return formatNote({ text, signatures: [{ name, keyId, signature: options.sign(textBytes(text)) }] });
}

/** A note of signatures that were made elsewhere, such as a checkpoint with those of its witnesses. */
export function formatNote({ text, signatures }: Note): string {
  textBytes(text);
  if (signatures.length === 0) throw new MalformedError('a note has at least one signature');
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

/** Takes a note apart and checks nothing but its form. Given bytes, they must be UTF-8. */
export function parseNote(note: string | Uint8Array): Note {
  if (note.length > MAX_NOTE_LENGTH) throw new MalformedError(`note is longer than ${MAX_NOTE_LENGTH}`);
  const whole = typeof note === 'string' ? note : fromUtf8(note);
  textBytes(whole);
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw new MalformedError('note has no empty line before its signatures');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (whole.length === split + 2) throw new MalformedError('note has no signature');
  if (lines.length > MAX_SIGNATURES) throw new MalformedError(`note has more than ${MAX_SIGNATURES} signatures`);
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

function parseSignatureLine(line: string, number: number): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined) {
    throw new MalformedError(`signature ${number + 1} of the note is not "— name base64"`);
  }
  requireKeyName(name);
  const bytes = fromBase64(encoded);
  if (bytes.length < 5) throw new MalformedError(`signature ${number + 1} of the note is too short`);
  return { name, keyId: copyBytes(bytes, 0, 4), signature: copyBytes(bytes, 4) };
}

/**
 * Opens a note: every signature by a known key must verify, none may be there twice, and at least one must be there.
 * Keys count as known by name and id together; signatures by others are handed back unverified.
 */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const message = utf8(text);
  const verified: NoteSignature[] = [];
  const unverified: NoteSignature[] = [];
  for (const line of signatures) {
    const known = verifiers.filter(({ name, keyId }) => name === line.name && equalBytes(keyId, line.keyId));
    if (known.length === 0) {
      unverified.push(line);
      continue;
    }
    // Two keys of one name and id: take whichever the signature is by, as nothing else can tell them apart.
    if (!known.some((verifier) => verifier.verify(message, line.signature))) {
      throw new MalformedError(`note: the signature by ${line.name} is wrong`);
    }
    if (verified.some(({ name, keyId }) => name === line.name && equalBytes(keyId, line.keyId))) {
      throw new MalformedError(`note: ${line.name} signed twice`);
    }
    verified.push(line);
  }
  if (verified.length === 0) throw new MalformedError('note has no signature by a known key');
  return { text, verified, unverified };
}
