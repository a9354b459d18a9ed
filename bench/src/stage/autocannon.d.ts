declare module 'autocannon' {
  interface Instance extends PromiseLike<{ duration: number; errors: number; timeouts: number }> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
  }
  export default function autocannon(options: object): Instance;
}
