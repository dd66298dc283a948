/** Mails in English. */
import type { Words } from './words.ts';

export const en: Words = {
  lang: 'en',
  signIn: {
    subject: site => `Sign in to the comments on ${site}`,
    intro: site => `Here is your way in to the comments on ${site}:`,
    button: 'Sign in',
    code: 'The link works in the browser in which you asked for it. If it opened in another one, go back to the first and type this code there:',
    ends: time => `Both work once, until ${time}.`,
    asked: (page, device) => `Asked for on ${page}, with: ${device}.`,
    unknownDevice: 'unknown device',
    notYou:
      'If it was not you, you need not do anything: without this mail nobody gets in. Pass the code on to nobody.',
  },
  test: {
    subject: 'A test mail of Live Comments',
    text: 'This mail shows that the server of your comments can send mail.',
  },
};
