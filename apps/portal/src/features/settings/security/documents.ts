import { graphql } from '@packproof/client';

export const SECOND_FACTOR = graphql('query SecondFactor { me { id secondFactor } }');

/** As /api/auth/list-sessions answers. */
export interface SignedInDevice {
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}
