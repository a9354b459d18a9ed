import { NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { useFormats, useSay } from '@packproof/ui';
import { useState } from 'react';
import type { SerialsDraft } from './draft';
import { isCount } from './packing';
import { pastedRows, serialCsv } from './serial-rows';
import { SerialsFile } from './serials-file';
import { StepForm } from './step-form';
import type { StepProps } from './step-props';
import { texts } from './texts';
import { UploadProblem, UploadResult } from './upload-result';
import { sendSerials } from './uploads';

/** Of one request; more of a lot is one more tranche. */
export const MOST = 1_000_000;

/** A serial number for each pack: made here, pasted, or from a file; each row of a list is looked at. */
export function SerialsStep({ draft, change, onNext, onBack }: StepProps) {
  const say = useSay(texts);
  const formats = useFormats();
  const { serials } = draft;
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const set = (part: Partial<SerialsDraft>) => change({ serials: { ...serials, ...part } });

  const countFault =
    serials.count === ''
      ? say('missing')
      : (!isCount(serials.count) || serials.count > MOST) && say('countRule', { most: formats.number(MOST) });
  const rows = serials.how === 'PASTE' ? pastedRows(serials.pasted).length : 0;

  async function submit(): Promise<boolean> {
    setChecked(true);
    if (serials.how === 'GENERATE') {
      if (!countFault) onNext();
      return !countFault;
    }
    const upload = serials.upload ?? (serials.how === 'PASTE' && rows > 0 ? await sendPasted() : null);
    const isReady = upload !== null && upload.rows > upload.badRows && (upload.badRows === 0 || serials.keepGood);
    if (isReady) onNext();
    return isReady;
  }

  async function sendPasted() {
    setBusy(true);
    setError(undefined);
    try {
      const upload = await sendSerials(serialCsv(pastedRows(serials.pasted)), say('pastedList'));
      set({ upload, keepGood: false });
      return upload;
    } catch (refusal) {
      setError(refusal);
      return null;
    } finally {
      setBusy(false);
    }
  }

  return (
    <StepForm title={say('serials')} onSubmit={submit} onBack={onBack} busy={busy}>
      <SegmentedControl
        aria-label={say('serials')}
        value={serials.how}
        onChange={(how) => {
          setError(undefined);
          set({ how: how as SerialsDraft['how'], upload: null, keepGood: false });
        }}
        data={[
          { value: 'GENERATE', label: say('generate') },
          { value: 'PASTE', label: say('paste') },
          { value: 'FILE', label: say('file') },
        ]}
      />
      {serials.how === 'GENERATE' && (
        <NumberInput
          label={say('count')}
          description={say('countAdvice')}
          value={serials.count}
          onChange={(count) => set({ count: typeof count === 'number' ? count : '' })}
          thousandSeparator=","
          allowDecimal={false}
          inputMode="numeric"
          allowNegative={false}
          hideControls
          error={checked && countFault}
          w={{ base: '100%', sm: 320 }}
          required
        />
      )}
      {serials.how === 'PASTE' && (
        <Textarea
          label={say('pasteHere')}
          description={say('pasteAdvice')}
          value={serials.pasted}
          onChange={(event) => set({ pasted: event.currentTarget.value, upload: null, keepGood: false })}
          minRows={6}
          maxRows={14}
          autosize
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--font-code)' } }}
          error={checked && rows === 0 && say('missing')}
          required
        />
      )}
      {serials.how === 'FILE' && (
        <SerialsFile
          upload={serials.upload}
          onUpload={(upload) => set({ upload, keepGood: false })}
          fault={checked && !serials.upload && say('chooseFile')}
        />
      )}
      {error !== undefined && <UploadProblem error={error} />}
      {serials.how !== 'GENERATE' && serials.upload && (
        <UploadResult
          upload={serials.upload}
          keepGood={serials.keepGood}
          onKeepGood={(keepGood) => set({ keepGood })}
          fault={checked && serials.upload.badRows > 0 && !serials.keepGood}
        />
      )}
    </StepForm>
  );
}
