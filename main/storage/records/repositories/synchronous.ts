// SQLite answers at once: inside the records worker the methods of the port have no promises.
export type Synchronous<Api> = {
  readonly [Method in keyof Api]: Api[Method] extends (input: infer Input) => Promise<infer Value>
    ? (input: Input) => Value
    : never;
};
