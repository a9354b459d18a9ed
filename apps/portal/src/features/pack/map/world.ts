import type { FeatureCollection, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { Objects, Topology } from 'topojson-specification';
import land from 'world-atlas/land-110m.json';

/**
 * The earth's land, Natural Earth 1:110m: coast lines and no borders. The one module that knows the data set; another
 * one is put in its place here. Loaded only where a map is shown.
 */
export const world = feature(
  land as unknown as Topology<Objects>,
  'land',
) as unknown as FeatureCollection<MultiPolygon>;
