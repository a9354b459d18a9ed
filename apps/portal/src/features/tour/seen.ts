const KEY = 'packproof.tour';

/** Offered once on this device. Where nothing can be kept, it is not offered again and again: its button stays. */
export function wasOffered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}

export function rememberOffer(): void {
  try {
    localStorage.setItem(KEY, 'offered');
  } catch {
    // Nothing can be kept here: wasOffered() says so.
  }
}
