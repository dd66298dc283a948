/** Mails in French. */
import type { Words } from './words.ts';

export const fr: Words = {
  lang: 'fr',
  signIn: {
    subject: site => `Connexion aux commentaires de ${site}`,
    intro: site => `Voici votre accès aux commentaires de ${site} :`,
    button: 'Se connecter',
    code: 'Le lien fonctionne dans le navigateur où vous l’avez demandé. S’il s’est ouvert dans un autre, revenez au premier et saisissez-y ce code :',
    ends: time => `Les deux ne servent qu’une fois, jusqu’à ${time}.`,
    asked: (page, device) => `Demandé sur ${page}, avec : ${device}.`,
    unknownDevice: 'appareil inconnu',
    notYou:
      'Si ce n’était pas vous, vous n’avez rien à faire : sans ce message, personne ne peut entrer. Ne donnez le code à personne.',
  },
  test: {
    subject: 'Un message d’essai de Live Comments',
    text: 'Ce message montre que le serveur de vos commentaires peut envoyer du courrier.',
  },
};
