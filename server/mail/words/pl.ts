/** Mails in Polish. */
import type { Words } from './words.ts';

export const pl: Words = {
  lang: 'pl',
  signIn: {
    subject: site => `Logowanie do komentarzy w witrynie ${site}`,
    intro: site => `Oto Twoje wejście do komentarzy w witrynie ${site}:`,
    button: 'Zaloguj się',
    code: 'Link działa w przeglądarce, w której został zamówiony. Jeśli otworzył się w innej, wróć do tamtej i wpisz ten kod:',
    ends: time => `Link i kod działają jeden raz, do ${time}.`,
    asked: (page, device) => `Zamówiono na stronie ${page}; urządzenie: ${device}.`,
    unknownDevice: 'nieznane urządzenie',
    notYou: 'Jeśli to nie Ty, nie musisz nic robić: bez tej wiadomości nikt się nie zaloguje. Nie podawaj nikomu kodu.',
  },
  test: {
    subject: 'Wiadomość testowa z Live Comments',
    text: 'Ta wiadomość pokazuje, że serwer Twoich komentarzy może wysyłać pocztę.',
  },
};
