/** PackProof's sign: a pack whose seal is a tick. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return <img src="/icon.svg" width={size} height={size} alt="" />;
}
