import { Tag, useFormats, useSay } from '@packproof/ui';
import type { OrganisationRow } from './documents';
import { texts } from './texts';

/** With a lapsed licence medicine may not be handed over: that is what red is for. */
export function LicenceTag({ licence }: { readonly licence: OrganisationRow['licence'] }) {
  const say = useSay(texts);
  const formats = useFormats();
  if (!licence) return <Tag tone="quiet">{say('noLicence')}</Tag>;
  return licence.valid ? (
    <Tag tone="quiet">{say('validTag', { date: formats.date(licence.validUntil) })}</Tag>
  ) : (
    <Tag tone="STOP">{say('lapsed')}</Tag>
  );
}
