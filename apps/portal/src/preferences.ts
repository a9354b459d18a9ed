import { createPreferenceStore, deviceStorage } from '@packproof/ui';

export const preferences = createPreferenceStore(deviceStorage(), navigator.languages ?? [navigator.language]);
