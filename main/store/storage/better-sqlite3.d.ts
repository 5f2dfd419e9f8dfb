/**
 * The part of better-sqlite3 (installed as better-sqlite3-multiple-ciphers) that this folder uses. The package's own
 * declaration is not reachable through its "exports" map and is written with `any`.
 */
declare module 'better-sqlite3' {
  export type SqlValue = string | number | bigint | Uint8Array | null;

  export interface RunResult {
    readonly changes: number;
    readonly lastInsertRowid: number | bigint;
  }

  export interface Statement<Row = unknown> {
    readonly source: string;
    readonly reader: boolean;
    run(...parameters: readonly SqlValue[]): RunResult;
    get(...parameters: readonly SqlValue[]): Row | undefined;
    all(...parameters: readonly SqlValue[]): Row[];
    iterate(...parameters: readonly SqlValue[]): IterableIterator<Row>;
    pluck(toggle?: boolean): this;
    raw(toggle?: boolean): this;
  }

  export interface Transaction<Result> {
    (): Result;
    deferred(): Result;
    immediate(): Result;
  }

  export interface Options {
    readonly readonly?: boolean;
    readonly fileMustExist?: boolean;
    readonly timeout?: number;
    readonly nativeBinding?: string;
  }

  export interface Database {
    readonly name: string;
    readonly open: boolean;
    readonly readonly: boolean;
    readonly inTransaction: boolean;
    prepare<Row = unknown>(source: string): Statement<Row>;
    transaction<Result>(work: () => Result): Transaction<Result>;
    exec(source: string): this;
    key(key: Uint8Array): number;
    rekey(key: Uint8Array): number;
    pragma(source: string, options?: { readonly simple?: boolean }): unknown;
    function(
      name: string,
      options: { readonly deterministic?: boolean },
      implementation: (...values: SqlValue[]) => SqlValue,
    ): this;
    /** Lets writable_schema and the like be set. */
    unsafeMode(toggle?: boolean): this;
    close(): this;
  }

  interface DatabaseConstructor {
    new (file: string, options?: Options): Database;
    readonly SqliteError: new (message: string, code: string) => Error & { readonly code: string };
  }

  const DatabaseConnection: DatabaseConstructor;

  // biome-ignore lint/style/noDefaultExport: the package has one.
  export default DatabaseConnection;
}
