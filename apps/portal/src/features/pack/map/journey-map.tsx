import { useFormats, useSay } from '@packproof/ui';
import { geoMercator, geoPath } from 'd3-geo';
import { useId, useMemo } from 'react';
import type { Journey, Place } from './places';
import { texts } from './texts';
import { world } from './world';
import './journey-map.css';

const WIDTH = 640;
const HEIGHT = 480;
const MARGIN = 70;
/** A journey within one town is not shown closer than the coast line is drawn for; one place with the land around it. */
const CLOSEST = 2000;
const ALONE = 1000;
const RADIUS = 13;

interface Marker extends Place {
  readonly x: number;
  readonly y: number;
  readonly shownX: number;
  readonly shownY: number;
}

/** The journey as a line over the land, its places numbered as beside it. */
export function JourneyMap({ journey }: { readonly journey: Journey }) {
  const say = useSay(texts);
  const formats = useFormats();
  const title = useId();
  const drawn = useMemo(() => draw(journey), [journey]);
  const names = journey.places.map(({ number, name }) => `${number} ${name}`);
  return (
    <figure className="journey-map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={title}>
        <title id={title}>{say('map', { places: formats.list(names) })}</title>
        <rect className="journey-sea" width={WIDTH} height={HEIGHT} />
        <path className="journey-land" d={drawn.land} />
        {drawn.legs.map((leg, i) => (
          <path key={i} className="journey-leg" d={leg} />
        ))}
        {drawn.markers.map(({ number, x, y, shownX, shownY }) => (
          <g key={number}>
            <line className="journey-lead" x1={x} y1={y} x2={shownX} y2={shownY} />
            <circle className="journey-dot" cx={x} cy={y} r={4} />
            <circle className="journey-place" cx={shownX} cy={shownY} r={RADIUS} />
            <text className="journey-number" x={shownX} y={shownY}>
              {number}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>
        <ol className="journey-places">
          {journey.places.map(({ number, name }) => (
            <li key={number}>
              <span className="journey-key" aria-hidden="true">
                {number}
              </span>
              {name}
            </li>
          ))}
        </ol>
        <p className="journey-source">{say('source')}</p>
      </figcaption>
    </figure>
  );
}

function draw({ places, legs }: Journey) {
  const projection = geoMercator();
  const points = { type: 'MultiPoint' as const, coordinates: places.map(coordinates) };
  projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [WIDTH - MARGIN, HEIGHT - MARGIN],
    ],
    points,
  );
  const scale = projection.scale();
  if (places.length === 1 || !Number.isFinite(scale) || scale > CLOSEST) {
    projection
      .scale(places.length === 1 ? ALONE : CLOSEST)
      .center(middle(places))
      .translate([WIDTH / 2, HEIGHT / 2]);
  }
  projection.clipExtent([
    [-10, -10],
    [WIDTH + 10, HEIGHT + 10],
  ]);
  const path = geoPath(projection);
  const byNumber = new Map(places.map((place) => [place.number, place]));
  return {
    land: path(world) ?? '',
    legs: legs.map(
      ([from, to]) =>
        path({
          type: 'LineString',
          coordinates: [coordinates(byNumber.get(from)!), coordinates(byNumber.get(to)!)],
        }) ?? '',
    ),
    markers: markersOf(places, (place) => projection(coordinates(place)) ?? [WIDTH / 2, HEIGHT / 2]),
  };
}

const coordinates = ({ longitude, latitude }: Place): [number, number] => [longitude, latitude];

function middle(places: readonly Place[]): [number, number] {
  const range = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [range(places.map(({ longitude }) => longitude)), range(places.map(({ latitude }) => latitude))];
}

/** Numbers of places that lie close together are set apart, each with a line to where it belongs. */
function markersOf(places: readonly Place[], project: (place: Place) => [number, number]): Marker[] {
  const markers: Marker[] = [];
  for (const place of places) {
    const [x, y] = project(place);
    let [shownX, shownY] = [x, y - RADIUS - 6];
    for (let turn = 0; markers.some((other) => near(other, shownX, shownY)); turn++) {
      const angle = -Math.PI / 2 + turn * 0.7;
      const distance = RADIUS + 6 + turn * 5;
      [shownX, shownY] = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance];
    }
    markers.push({ ...place, x, y, shownX, shownY });
  }
  return markers;
}

const near = (other: Marker, x: number, y: number): boolean =>
  Math.hypot(other.shownX - x, other.shownY - y) < 2 * RADIUS + 2 || Math.hypot(other.x - x, other.y - y) < RADIUS + 4;
