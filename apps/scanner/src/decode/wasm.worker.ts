import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { serveDecoder } from './serve-decoder';
import { zxingWasmEngine } from './zxing-wasm-engine';

serveDecoder(() => zxingWasmEngine(wasmUrl));
