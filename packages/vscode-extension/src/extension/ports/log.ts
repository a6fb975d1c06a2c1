/** The extension's output channel; paths of people's files go to `debug` only. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
