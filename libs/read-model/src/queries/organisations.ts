import type { Gln, OrganisationRole, SigningKey } from '@packproof/contract';
import type { Pool } from '@packproof/database';
import type { Location, Organisation } from '../rows';
import { Conditions, type Listed, Listing, type SortKey } from './listing';
import type { Page, PageRequest } from './page';
import type { OrganisationOrder } from './queries';
import { searchPattern } from './search';
import { ask, inOrder, type Statement } from './statement';
import { given } from './values';

interface PlaceJson {
  organisation: Gln;
  gln: Gln;
  name: string;
  latitude_microdegrees: number | null;
  longitude_microdegrees: number | null;
}

interface Row {
  gln: Gln;
  name: string;
  role: OrganisationRole;
  licence_number: string;
  valid_until: string;
  company_prefixes: string[];
  keys: SigningKey[];
  places: PlaceJson[] | null;
}

const COLUMNS = `o.gln, o.name, o.role, o.licence_number, o.licence_valid_until::text as valid_until, o.company_prefixes,
    o.keys, (select json_agg(p order by p.position) from read.place p where p.organisation = o.gln) as places`;

const degrees = (micro: number | null) => (micro === null ? undefined : micro / 1_000_000);

const toLocation = (place: PlaceJson): Location => ({
  gln: place.gln,
  name: place.name,
  organisation: place.organisation,
  ...given('latitude', degrees(place.latitude_microdegrees)),
  ...given('longitude', degrees(place.longitude_microdegrees)),
});

const toOrganisation = (row: Row): Organisation => ({
  gln: row.gln,
  name: row.name,
  role: row.role,
  licence: { number: row.licence_number, validUntil: row.valid_until },
  companyPrefixes: row.company_prefixes,
  places: (row.places ?? []).map(toLocation),
  keys: row.keys,
});

const BY_GLN: Statement = {
  name: 'read_organisations_by_gln',
  text: `select ${COLUMNS} from read.organisation o where o.gln = any($1::text[])`,
};

export async function organisationsByGln(pool: Pool, glns: readonly Gln[]): Promise<(Organisation | undefined)[]> {
  const rows = await ask<Row & Record<string, unknown>>(pool, BY_GLN, [glns]);
  return inOrder(glns, (gln) => gln, new Map(rows.map((row) => [row.gln, toOrganisation(row)])));
}

const BY_GLN_ORDER: SortKey = { sql: 'o.gln', type: 'text' };
const SORT_KEYS: Readonly<Record<OrganisationOrder['field'], readonly SortKey[]>> = {
  GLN: [BY_GLN_ORDER],
  NAME: [{ sql: 'lower(o.name)', type: 'text' }, BY_GLN_ORDER],
};

export async function organisations(
  pool: Pool,
  {
    search,
    role,
    orderBy,
    ...page
  }: PageRequest & { search?: string; role?: OrganisationRole; orderBy?: OrganisationOrder },
): Promise<Page<Organisation>> {
  const conditions = new Conditions();
  conditions.when(searchPattern(search), (value) => `o.name ilike ${value} or o.gln like ${value}`);
  conditions.when(role, (value) => `o.role = ${value}`);
  const list = new Listing(
    SORT_KEYS[orderBy?.field ?? 'GLN'],
    orderBy?.direction ?? 'ASC',
    ['organisations', search ?? null, role ?? null],
    page,
  );
  list.begin(conditions);
  const text = `select ${COLUMNS}, ${list.column} from read.organisation o where ${conditions.where} ${list.orderBy}`;
  return list.page(
    await ask<Row & Listed & Record<string, unknown>>(pool, { text }, conditions.values),
    toOrganisation,
  );
}

// An organisation's own GLN is a place of it too, under its own name, unless it says otherwise.
const PLACES: Statement = {
  name: 'read_places_by_gln',
  text: `select distinct on (gln) organisation, gln, name, latitude_microdegrees, longitude_microdegrees from (
      select p.organisation, p.gln, p.name, p.latitude_microdegrees, p.longitude_microdegrees, 0 as rank
      from read.place p where p.gln = any($1::text[])
      union all
      select o.gln, o.gln, o.name, null, null, 1 from read.organisation o where o.gln = any($1::text[])
    ) places order by gln, rank, organisation`,
};

export async function placesByGln(pool: Pool, glns: readonly Gln[]): Promise<(Location | undefined)[]> {
  const rows = await ask<PlaceJson & Record<string, unknown>>(pool, PLACES, [glns]);
  return inOrder(glns, (gln) => gln, new Map(rows.map((row) => [row.gln, toLocation(row)])));
}
