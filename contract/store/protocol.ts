import type { Result } from '../result.ts';
import type { CommandArguments, CommandName, CommandResult } from './commands.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from './questions.ts';
import type { ReadArguments, ReadName, ReadResults } from './reads.ts';

/** Renderer to store, over the message port that main brokers. `sequence` is chosen by the asker and comes back. */
export type StoreRequest =
  | { readonly kind: 'read'; readonly sequence: number; readonly name: ReadName; readonly arguments: unknown }
  | { readonly kind: 'ask'; readonly sequence: number; readonly name: QuestionName; readonly arguments: unknown }
  | { readonly kind: 'command'; readonly sequence: number; readonly name: CommandName; readonly arguments: unknown }
  | { readonly kind: 'subscribe'; readonly sequence: number; readonly name: ReadName; readonly arguments: unknown }
  | { readonly kind: 'unsubscribe'; readonly sequence: number };

/**
 * Store to renderer. `answer` comes once per read or command; `update` comes for a subscription, first at once and then after
 * each change of what it shows (at most one per 50 ms). `value` is JSON text, parsed at the edge: measured faster than objects.
 */
export type StoreResponse =
  | {
      readonly kind: 'answer';
      readonly sequence: number;
      readonly result: Result<string>;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'update';
      readonly sequence: number;
      readonly result: Result<string>;
      readonly milliseconds: number;
    };

/** The store as the renderer's bridge offers it. */
export interface StoreClient {
  read<Name extends ReadName>(name: Name, args: ReadArguments[Name]): Promise<Result<ReadResults[Name]>>;
  ask<Name extends QuestionName>(name: Name, args: QuestionArguments[Name]): Promise<Result<QuestionResults[Name]>>;
  run<Name extends CommandName>(name: Name, args: CommandArguments[Name]): Promise<Result<CommandResult>>;
  subscribe<Name extends ReadName>(
    name: Name,
    args: ReadArguments[Name],
    onUpdate: (result: Result<ReadResults[Name]>) => void,
  ): () => void;
}
