import type { Result } from '@onthaal/contract/result.ts';
import type { QuestionArguments, QuestionName, QuestionResults } from '@onthaal/contract/store/questions.ts';
import type { StoreExtra } from './store-api.ts';

/** Asks the mid-office: `await dispatch(askCentre('searchCentre', {...}))`. Needs a line; nothing of it is kept. */
export function askCentre<Name extends QuestionName>(name: Name, args: QuestionArguments[Name]) {
  return (_dispatch: unknown, _state: unknown, { client }: StoreExtra): Promise<Result<QuestionResults[Name]>> =>
    client.ask(name, args);
}
