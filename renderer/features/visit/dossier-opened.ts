import type { AppDispatch, RootState } from '../../app/store.ts';
import { runCommand } from '../../bridge/run-command.ts';

/** A dossier is open while somebody is at the desk: proposed as a link at the end. Nobody waits for it, and nothing is lost without. */
export function dossierOpened(id: string, visit?: string) {
  return async (dispatch: AppDispatch, getState: () => RootState): Promise<void> => {
    const visitId = visit ?? getState().workspace.shown;
    if (visitId !== undefined)
      await dispatch(runCommand('keepVisit', { visitId, opened: [{ collection: 'dossiers', id }] }));
  };
}
