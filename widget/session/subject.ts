/** Whom a token of the page names, read without trust: the server looks at it more closely. */

/** A JWT, or Disqus’ form of the same: the payload, its signature, and the time. */
const FORM = /^(?:ey[\w-]*\.([\w-]+)\.[\w-]+|([\w+/=-]+) \w+ \d+)$/;

/** Null where the token is none of the site’s own users: a guest’s or an owner’s, which the server takes as it is. */
export function subjectOf(token: string | null): string | null {
  const [form, jwt, disqus = ''] = FORM.exec(token ?? '') ?? [];
  if (!form) return null;
  try {
    const { sub, id } = JSON.parse(atob((jwt ?? disqus).replace(/-/g, '+').replace(/_/g, '/')));
    return `${sub ?? id}`;
  } catch {
    return '';
  }
}
