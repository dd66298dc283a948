/** What mails say, whatever the language. */

export interface Words {
  readonly lang: string;
  readonly signIn: {
    subject(site: string): string;
    intro(site: string): string;
    readonly button: string;
    /** Above the six digits. */
    readonly code: string;
    /** @param time such as ‘14:05 UTC’. */
    ends(time: string): string;
    asked(page: string, device: string): string;
    readonly unknownDevice: string;
    readonly notYou: string;
  };
  readonly test: { readonly subject: string; readonly text: string };
}
