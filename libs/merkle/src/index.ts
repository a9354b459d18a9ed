export { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64';
export { ascii, compareBytes, concatBytes, copyBytes, equalBytes, fromUtf8, u32be, utf8 } from './bytes';
export { canonicalJson, parseCanonicalJson } from './canonical-json';
export { type Checkpoint, formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint';
export { CompactRange, type CompactRangeState } from './compact-range';
export { type Ed25519Verify, isCanonicalEd25519PublicKey, keyIdOf, PUBLIC_KEY_SIZE } from './ed25519-points';
export { encodeEntryBundle, parseEntryBundle } from './entry-bundle';
export { emptyRoot, HASH_SIZE, type Leaves, leafHash, leafHashes, nodeHash, type Sha256 } from './hashing';
export { fromHex, toHex } from './hex';
export {
  type IntervalsProof,
  intervalsPath,
  intervalsPathFromTiles,
  siblingRanges,
  tilesForIntervals,
  verifyIntervals,
} from './intervals-proof';
export { LOG_ENTRY_SIZE, logEntry } from './log-entry';
export { MalformedError } from './malformed-error';
export type { LeafRange } from './ranges';
export {
  formatNote,
  type Note,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseNote,
  signNote,
} from './signed-note';
export { entryBundlePath, type LogResource, parseTilePath, TILE_WIDTH, type TileId, tilePath } from './tile-paths';
export {
  consistencyPathFromTiles,
  inclusionPathFromTiles,
  rootFromTiles,
  tilesForConsistency,
  tilesForInclusion,
  tilesForRoot,
} from './tile-proofs';
export { among, type Tile, type TileReader, tilesAppended, tilesForAppend, tilesOf } from './tiles';
export { buildTree, consistencyPath, inclusionPath, type Tree, treeRoot } from './tree';
export { decodeVarint, encodeVarint } from './varint';
export {
  COSIGNATURE,
  cosignatureTime,
  cosignedBytes,
  ED25519,
  formatVerifierKey,
  isKeyName,
  type NoteVerifier,
  noteKeyId,
  noteVerifier,
  parseVerifierKey,
  type VerifierKey,
} from './verifier-key';
export { type ConsistencyProof, type InclusionProof, verifyConsistency, verifyInclusion } from './verify';
