/** Mails in Dutch. */
import type { Words } from './words.ts';

export const nl: Words = {
  lang: 'nl',
  signIn: {
    subject: site => `Aanmelden bij de reacties op ${site}`,
    intro: site => `Hier kom je bij de reacties op ${site}:`,
    button: 'Aanmelden',
    code: 'De link werkt in de browser waarin je erom vroeg. Is hij in een andere geopend, ga dan terug naar de eerste en typ daar deze code:',
    ends: time => `Beide werken één keer, tot ${time}.`,
    asked: (page, device) => `Aangevraagd op ${page}, met: ${device}.`,
    unknownDevice: 'onbekend apparaat',
    notYou:
      'Was jij dit niet, dan hoef je niets te doen: zonder deze mail komt niemand binnen. Geef de code aan niemand door.',
  },
  test: {
    subject: 'Een testmail van Live Comments',
    text: 'Deze mail laat zien dat de server van je reacties mail kan versturen.',
  },
};
