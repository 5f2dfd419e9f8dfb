/**
 * What a screen reader says at each Tab in a dialog of `everyScreen`, from what has the focus when it opens. A change here is a change of what
 * somebody hears who does not see the screen: read it aloud before it is written.
 */
export const spokenDialogs: Readonly<Record<string, readonly string[]>> = {
  'dialog: hand over': [
    // What is asked is filled in from the dossier: what is still empty has the focus.
    'textbox "Uitleg (niet verplicht)"',
    'combobox "Aan welk team" [expanded]',
    'combobox "Aan wie (niet verplicht)" [expanded]',
    'textbox "Beloofd aan de burger (niet verplicht)"',
    'textbox "Tegen wanneer (niet verplicht)"',
    'textbox "Al nagekeken (niet verplicht)"',
    'textbox "De burger mag weten (niet verplicht)"',
    'button "Doorgeven F9"',
    'button "Annuleren"',
    'button "Sluiten"',
    'textbox "Wat wordt er gevraagd?"',
  ],
  'dialog: appointment': [
    'combobox "Waarvoor"',
    'button "Weet niet welk product Ctrl+Shift+H"',
    'textbox "Met hoeveel"',
    'button "Gemeentehuis Lindervelde Waar"',
    'textbox "Vanaf welke dag"',
    'button "Annuleren"',
    'button "Sluiten"',
  ],
  'dialog: message about an appointment': [
    'dialog "Bericht sturen"',
    'button "Sluiten"',
    'radio "E-mail" [checked]',
    'button "Annuleren"',
  ],
  'dialog: check in for an appointment': ['textbox "Code of naam"', 'button "Annuleren"', 'button "Sluiten"'],
  'dialog: visitor who comes in': [
    'combobox "Komt voor"',
    'radio "Gewone beurt" [checked]',
    'button "Ticket geven F9"',
    'button "Annuleren"',
    'button "Sluiten"',
  ],
  'dialog: the desk runs late': ['textbox "Hoeveel minuten later"', 'button "Annuleren"', 'button "Sluiten"'],
  'dialog: knowledge': ['combobox "Zoek op een woord" [expanded]', 'button "Sluiten"'],
  'dialog: standard text': ['combobox "Zoek op een woord of thema" [expanded]', 'button "Sluiten"'],
  'dialog: another question': [
    'combobox "Waarover gaat het?"',
    'button "Beginnen F9"',
    'button "Annuleren"',
    'button "Sluiten"',
  ],
  'dialog: send the visitor on': [
    'combobox "Komt nu voor (niet verplicht)"',
    'combobox "Wacht voor loket (niet verplicht)" [expanded]',
    'button "Doorverwijzen F9"',
    'button "Annuleren"',
    'button "Sluiten"',
  ],
};
