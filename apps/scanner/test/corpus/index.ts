export { frameOf, greyFrame } from './render';
export { BLIND, boxOf, CAMERA, FAMILIES, type Family, LIMITS, narrowest, type Scene, sceneOf, VIEW } from './scene';
export { CARRIERS, type Carrier } from './symbols';
