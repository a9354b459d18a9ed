const LONGEST = 254;
/** Finds typing faults; whether the address exists is seen by who gets the mail. */
const ADDRESS = /^[^\s@<>"]{1,64}@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/;

export const isEmail = (text: string): boolean => text.length <= LONGEST && ADDRESS.test(text);
