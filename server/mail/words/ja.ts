/** Mails in Japanese. */
import type { Words } from './words.ts';

export const ja: Words = {
  lang: 'ja',
  signIn: {
    subject: site => `${site} のコメントへのログイン`,
    intro: site => `${site} のコメントへのログインはこちらです。`,
    button: 'ログイン',
    code: 'リンクは、リクエストしたブラウザーで開いてください。別のブラウザーで開いた場合は、元のブラウザーに戻り、このコードを入力してください。',
    ends: time => `リンクとコードはどちらも一度だけ、${time} まで使えます。`,
    asked: (page, device) => `リクエスト元: ${page}（${device}）`,
    unknownDevice: '不明な端末',
    notYou:
      '心当たりがない場合は、何もする必要はありません。このメールがなければ、だれもログインできません。コードはだれにも教えないでください。',
  },
  test: {
    subject: 'Live Comments のテストメール',
    text: 'このメールは、コメントのサーバーがメールを送信できることを示すものです。',
  },
};
