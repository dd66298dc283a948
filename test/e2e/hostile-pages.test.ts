/** Rules that pages really have, around the widget: it looks as it does on a plain page. */
import { beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { hostSite } from './host-page.ts';

const site = hostSite();

beforeAll(async () => {
  const { id } = await post(
    site.server.url,
    '/page',
    'A comment with `code` and a [link](https://example.com).\n\n> quoted',
    {
      author: { name: 'Ann' },
    },
  );
  await post(site.server.url, '/page', 'A reply to it.', { parent: id, author: { name: 'Bob' } });
});

const RESET = `*,::before,::after{box-sizing:border-box} body{margin:0;font-family:system-ui;font-size:1rem;line-height:1.5}
  h1,h2{margin:0 0 .5rem;font-weight:500} p{margin:0 0 1rem} ul{padding-left:2rem;margin-bottom:1rem}
  button,input,select,textarea{margin:0;font-family:inherit;font-size:inherit;line-height:inherit}
  button{border-radius:0;text-transform:none} a{color:#0d6efd} code{color:#d63384;font-size:.875em} [type=button]{appearance:button}`;
const PREFLIGHT = `*,::before,::after{box-sizing:border-box;margin:0;padding:0;border:0 solid} html{line-height:1.5}
  button,input,select,textarea{font:inherit;color:inherit;border-radius:0;background-color:transparent;appearance:none}
  ol,ul{list-style:none} h1,h2{font-size:inherit;font-weight:inherit} img,svg{display:block;max-width:100%} a{color:inherit;text-decoration:inherit}`;

const PAGES: Record<string, { style: string; attributes?: string }> = {
  plain: { style: '' },
  reset: { style: RESET },
  preflight: { style: PREFLIGHT },
  unset: { style: 'body *{all:unset!important} script,style{display:none!important}' },
  'small-root': { style: 'html{font-size:62.5%} body{font-size:1.6rem}' },
  'large-root': { style: 'html{font-size:30px}' },
  spaced: {
    style: ':root{letter-spacing:.3em;word-spacing:1em;text-transform:uppercase;text-align:center;line-height:0}',
  },
  flex: { style: '*{display:flex} script,style,head,title,meta,link{display:none} html,body{display:block}' },
  zoomed: { style: 'body{zoom:1.5}' },
  rtl: { style: '', attributes: 'lang="he" dir="rtl"' },
};

test.each(Object.entries(PAGES))('%s', async (name, { style, attributes = 'lang="en"' }) => {
  const { page, complaints } = await site.open(
    '<main><live-comments></live-comments></main><script async src="/embed.js"></script>',
    { head: `<style>${style}</style>`, attributes, viewport: { width: 800, height: 900 } },
  );
  await page.getByText('A reply to it.').waitFor();
  const look = await page.locator('live-comments').evaluate(element => {
    const article = element.shadowRoot?.querySelector('article') as Element;
    const style = (selector: string) => getComputedStyle(article.querySelector(selector) ?? article);
    const { letterSpacing, wordSpacing, textTransform, lineHeight, fontSize } = style('.content');
    const box = element.shadowRoot?.querySelector('section')?.getBoundingClientRect();
    return {
      display: getComputedStyle(article).display,
      letterSpacing,
      wordSpacing,
      textTransform,
      size: Number.parseFloat(fontSize),
      leading: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize),
      width: (box?.width ?? 0) / (element.parentElement?.getBoundingClientRect().width ?? 1),
      sticksOut: element.scrollWidth - element.clientWidth,
    };
  });
  expect(look).toMatchObject({ display: 'grid', letterSpacing: 'normal', wordSpacing: '0px', textTransform: 'none' });
  expect(look.leading).toBeCloseTo(1.55, 1);
  expect(look.size).toBeGreaterThanOrEqual(14);
  expect(look.size).toBeLessThanOrEqual(name === 'zoomed' ? 28 : 19);
  expect(look.width).toBeGreaterThan(0.9);
  expect(look.sticksOut).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
  const box = page.getByRole('textbox').first();
  await box.click();
  await box.fill('Something');
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/page-${name}.png` });
  await page.context().close();
});
