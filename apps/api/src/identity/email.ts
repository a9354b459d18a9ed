/**
 * Whether better-auth takes the address at sign-in: what it does not take there must not become an account or an
 * invitation. Its rule is zod's `email()`, and it checks nothing of an account that is made without it.
 */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/.test(text);
