import type backups from '../../resources/translations/nl-BE/backups.json';
import type card from '../../resources/translations/nl-BE/card.json';
import type common from '../../resources/translations/nl-BE/common.json';
import type conflicts from '../../resources/translations/nl-BE/conflicts.json';
import type day from '../../resources/translations/nl-BE/day.json';
import type devices from '../../resources/translations/nl-BE/devices.json';
import type dossier from '../../resources/translations/nl-BE/dossier.json';
import type errors from '../../resources/translations/nl-BE/errors.json';
import type frame from '../../resources/translations/nl-BE/frame.json';
import type handover from '../../resources/translations/nl-BE/handover.json';
import type interaction from '../../resources/translations/nl-BE/interaction.json';
import type keys from '../../resources/translations/nl-BE/keys.json';
import type kiosk from '../../resources/translations/nl-BE/kiosk.json';
import type knowledge from '../../resources/translations/nl-BE/knowledge.json';
import type lock from '../../resources/translations/nl-BE/lock.json';
import type login from '../../resources/translations/nl-BE/login.json';
import type messages from '../../resources/translations/nl-BE/messages.json';
import type newDossier from '../../resources/translations/nl-BE/new-dossier.json';
import type payments from '../../resources/translations/nl-BE/payments.json';
import type person from '../../resources/translations/nl-BE/person.json';
import type planner from '../../resources/translations/nl-BE/planner.json';
import type printing from '../../resources/translations/nl-BE/printing.json';
import type queue from '../../resources/translations/nl-BE/queue.json';
import type scanning from '../../resources/translations/nl-BE/scanning.json';
import type schedule from '../../resources/translations/nl-BE/schedule.json';
import type search from '../../resources/translations/nl-BE/search.json';
import type synchronisation from '../../resources/translations/nl-BE/synchronisation.json';
import type today from '../../resources/translations/nl-BE/today.json';
import type visit from '../../resources/translations/nl-BE/visit.json';
import type waiting from '../../resources/translations/nl-BE/waiting.json';
import type words from '../../resources/translations/nl-BE/words.json';
import type workList from '../../resources/translations/nl-BE/work-list.json';

type Catalogue = typeof backups &
  typeof card &
  typeof common &
  typeof conflicts &
  typeof day &
  typeof devices &
  typeof dossier &
  typeof errors &
  typeof frame &
  typeof handover &
  typeof interaction &
  typeof keys &
  typeof kiosk &
  typeof knowledge &
  typeof lock &
  typeof login &
  typeof messages &
  typeof newDossier &
  typeof payments &
  typeof person &
  typeof planner &
  typeof printing &
  typeof queue &
  typeof scanning &
  typeof schedule &
  typeof search &
  typeof synchronisation &
  typeof today &
  typeof waiting &
  typeof visit &
  typeof words &
  typeof workList;

/** Every key of the Dutch catalogue. A new area file joins the list above; the catalogue test compares the languages. */
export type MessageKey = keyof Catalogue;
