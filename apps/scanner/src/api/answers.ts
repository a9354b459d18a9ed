import type { ResultOf, VariablesOf } from '@packproof/client';
import type { Outcome } from '@packproof/outcomes';
import type { DELIVERIES, LOCATE, ME, ORGANISATIONS, REACTIVATE, RECEIVE, SHIP, STOCK_AT, VERIFY } from './documents';

/** What the API answers, named as in schema.graphql. */
export type Member = ResultOf<typeof ME>['me'];
export type OrganisationRole = Member['organisation']['role'];
export type MemberRole = Member['role'];

export type Verification = ResultOf<typeof VERIFY>['verify'];
export type VerifyPurpose = VariablesOf<typeof VERIFY>['purpose'];
/** A verification that also says where the thing is and what it is in. */
export type Located = ResultOf<typeof LOCATE>['verify'];
export type Product = NonNullable<Verification['pack']>['product'];

export type ItemResult = ResultOf<typeof RECEIVE>['receive']['results'][number];
export type DecommissionState = VariablesOf<typeof REACTIVATE>['from'];
export type ReceiveInput = VariablesOf<typeof RECEIVE>['input'];
export type ShipInput = VariablesOf<typeof SHIP>['input'];

export type Delivery = ResultOf<typeof DELIVERIES>['shipments']['nodes'][number];
export type DeliveryUnit = Delivery['units'][number];
export type Addressee = ResultOf<typeof ORGANISATIONS>['organisations']['nodes'][number];
export type StockLine = ResultOf<typeof STOCK_AT>['stock'][number];

export interface DemoPerson {
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  readonly email: string;
}

export interface DemoSample {
  readonly productName: string;
  readonly productNameZh: string | null;
  readonly lot: string;
  readonly recalled: boolean;
  readonly gtin: string;
  readonly serial: string;
  readonly scan: string;
}

/** `sent` is false where the request cannot have reached the server. */
export interface Refusal {
  readonly code: Outcome;
  readonly params: Readonly<Record<string, string | number>>;
  readonly sent: boolean;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface CommandOptions {
  readonly commandId: string;
  readonly at?: string;
}
