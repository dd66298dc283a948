/** Mails in Italian. */
import type { Words } from './words.ts';

export const it: Words = {
  lang: 'it',
  signIn: {
    subject: site => `Accedi ai commenti su ${site}`,
    intro: site => `Ecco il tuo accesso ai commenti su ${site}:`,
    button: 'Accedi',
    code: 'Il link funziona nel browser in cui l’hai richiesto. Se si è aperto in un altro, torna al primo e scrivi lì questo codice:',
    ends: time => `Entrambi valgono una sola volta, fino alle ${time}.`,
    asked: (page, device) => `Richiesto su ${page}, con: ${device}.`,
    unknownDevice: 'dispositivo sconosciuto',
    notYou:
      'Se non sei stato tu, non devi fare nulla: senza questa e-mail nessuno può entrare. Non dare il codice a nessuno.',
  },
  test: {
    subject: 'Un’e-mail di prova di Live Comments',
    text: 'Questa e-mail mostra che il server dei tuoi commenti può inviare posta.',
  },
};
