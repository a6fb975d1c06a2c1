/** Keeps a little between sessions. */
export interface Memento {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}
