import { v7 } from 'uuid';
import { selectRoute } from '../../app/navigation-slice.ts';
import { useAppDispatch, useAppSelector } from '../../app/store.ts';
import { useNavigate } from '../../app/use-navigate.ts';
import { runCommand } from '../../bridge/run-command.ts';
import { useErrorNotice } from '../../ui/use-error-notice.ts';
import { useCardAtDesk } from '../card/card-context.tsx';
import { useDesk } from '../queue/use-queue.ts';
import { dossierOpened } from './dossier-opened.ts';
import { workspaceCarried } from './workspace-slice.ts';

/**
 * Opens a visit of who stands at the desk without a ticket: the person on the screen, with what is typed about them; of nobody yet while the
 * screen still shows who was there before.
 */
export function useNewVisit(): (isOfAnother: boolean) => Promise<void> {
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const tell = useErrorNotice();
  const { desk } = useDesk();
  const { wasIdentified } = useCardAtDesk();
  const shown = useAppSelector(selectRoute);
  return async (isOfAnother) => {
    // The queue asks at which desk this computer stands.
    if (desk === undefined) return navigate.open({ name: 'queue' });
    const route = isOfAnother ? ({ name: 'queue' } as const) : shown;
    const person = route.name === 'person' ? { personId: route.personId } : {};
    const id = v7();
    if (!isOfAnother) dispatch(workspaceCarried());
    const opened = await dispatch(runCommand('openVisit', { id, deskId: desk.id, ...person }));
    if (!opened.ok) return tell(opened.error);
    if (route.name === 'dossier') await dispatch(dossierOpened(route.dossierId, id));
    if (route.name !== 'person' || !wasIdentified(route.personId)) return;
    await dispatch(runCommand('keepVisit', { visitId: id, assurance: 'eIdRead' }));
  };
}
