/** Mails in Portuguese. */
import type { Words } from './words.ts';

export const pt: Words = {
  lang: 'pt',
  signIn: {
    subject: site => `Entrar nos comentários de ${site}`,
    intro: site => `Este é o seu acesso aos comentários de ${site}:`,
    button: 'Entrar',
    code: 'O link funciona no navegador em que foi pedido. Se abriu em outro, volte ao primeiro e digite lá este código:',
    ends: time => `Ambos funcionam uma única vez, até ${time}.`,
    asked: (page, device) => `Pedido em ${page}, com: ${device}.`,
    unknownDevice: 'dispositivo desconhecido',
    notYou: 'Se não foi você, não precisa fazer nada: sem este e-mail ninguém entra. Não passe o código a ninguém.',
  },
  test: {
    subject: 'Um e-mail de teste do Live Comments',
    text: 'Este e-mail mostra que o servidor dos seus comentários consegue enviar e-mails.',
  },
};
