import { serveDecoder } from './serve-decoder';
import { zxingJsEngine } from './zxing-js-engine';

serveDecoder(zxingJsEngine);
