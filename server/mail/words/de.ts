/** Mails in German. */
import type { Words } from './words.ts';

export const de: Words = {
  lang: 'de',
  signIn: {
    subject: site => `Anmelden bei den Kommentaren auf ${site}`,
    intro: site => `Hier geht es zu den Kommentaren auf ${site}:`,
    button: 'Anmelden',
    code: 'Der Link funktioniert in dem Browser, in dem Sie ihn angefordert haben. Hat er sich in einem anderen geöffnet, kehren Sie zum ersten zurück und geben Sie dort diesen Code ein:',
    ends: time => `Beide gelten einmal, bis ${time}.`,
    asked: (page, device) => `Angefordert auf ${page}, mit: ${device}.`,
    unknownDevice: 'unbekanntes Gerät',
    notYou:
      'Falls Sie das nicht waren, müssen Sie nichts tun: Ohne diese Mail kommt niemand hinein. Geben Sie den Code an niemanden weiter.',
  },
  test: {
    subject: 'Eine Testmail von Live Comments',
    text: 'Diese Mail zeigt, dass der Server Ihrer Kommentare Mails senden kann.',
  },
};
