/** Mails in Spanish. */
import type { Words } from './words.ts';

export const es: Words = {
  lang: 'es',
  signIn: {
    subject: site => `Inicia sesión en los comentarios de ${site}`,
    intro: site => `Este es tu acceso a los comentarios de ${site}:`,
    button: 'Iniciar sesión',
    code: 'El enlace funciona en el navegador en el que lo pediste. Si se abrió en otro, vuelve al primero y escribe allí este código:',
    ends: time => `Ambos sirven una sola vez, hasta las ${time}.`,
    asked: (page, device) => `Solicitado en ${page}, con: ${device}.`,
    unknownDevice: 'dispositivo desconocido',
    notYou: 'Si no fuiste tú, no tienes que hacer nada: sin este correo nadie puede entrar. No des el código a nadie.',
  },
  test: {
    subject: 'Un correo de prueba de Live Comments',
    text: 'Este correo demuestra que el servidor de tus comentarios puede enviar correo.',
  },
};
