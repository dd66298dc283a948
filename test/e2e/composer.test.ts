/** The box one writes in: its tools and keys, the preview, people and emoji to choose from, and quotations. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

interface Written {
  readonly page: Page;
  readonly box: Locator;
  readonly complaints: string[];
}

/** A box with its tools; with `text` in it, and of that what stands between the two bars selected. */
async function write(text = '', options: Parameters<(typeof here)['open']>[0] = {}): Promise<Written> {
  const { page, complaints } = await here.open(options);
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.click();
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  await put(box, text);
  return { page, box, complaints };
}

/** `¦` marks where the selection begins and ends. */
async function put(box: Locator, text: string): Promise<void> {
  const [before = '', chosen = '', after = ''] = text.split('¦');
  await box.fill(before + chosen + after);
  await box.evaluate(
    (area: HTMLTextAreaElement, [start, end]: number[]) => area.setSelectionRange(start ?? 0, end ?? 0),
    [before.length, before.length + chosen.length],
  );
}

const shown = (box: Locator) =>
  box.evaluate((area: HTMLTextAreaElement) => {
    const { value, selectionStart: start, selectionEnd: end } = area;
    return `${value.slice(0, start)}¦${value.slice(start, end)}¦${value.slice(end)}`;
  });

test.each([
  ['Bold', 'Control+b', 'a ¦word¦ here', 'a **¦word¦** here'],
  ['Bold', 'Control+b', 'a wo¦¦rd here', 'a **wo¦¦rd** here'],
  ['Italic', 'Control+i', 'a **¦word¦** here', 'a ***¦word¦*** here'],
  ['Strikethrough', 'Control+Shift+x', 'a ¦word ¦here', 'a ~~¦word¦~~ here'],
  ['Code', 'Control+e', 'a ¦word¦', 'a `¦word¦`'],
  ['Code', 'Control+e', 'x\n¦one\ntwo¦', 'x\n¦```\none\ntwo\n```¦'],
  ['Quotation', 'Control+Shift+Period', '¦one\n\ntwo¦', '¦> one\n> \n> two¦'],
  ['List', 'Control+Shift+Digit8', '¦one\ntwo¦\nthree', '¦- one\n- two¦\nthree'],
  ['Spoiler', '', 'he ¦dies¦', 'he ||¦dies¦||'],
])('%s goes on and off again, by %s and by its button', async (name, keys, before, after) => {
  const { page, box, complaints } = await write(before);
  const button = page.getByRole('toolbar').getByRole('button', { name, exact: true });
  if (keys) {
    await page.keyboard.press(keys);
    expect(await shown(box)).toBe(after);
    await page.keyboard.press('Control+z');
    expect(await box.inputValue()).toBe(before.replaceAll('¦', ''));
    await put(box, before);
  }
  await button.click();
  expect(await shown(box)).toBe(after);
  await button.click();
  expect((await shown(box)).replaceAll(' ¦', '¦ ')).toBe(before.replaceAll(' ¦', '¦ '));
  expect(complaints).toEqual([]);
});

test('lines are marked each, and a mark is stepped out of at its end', async () => {
  const { page, box } = await write('¦- one\n- two¦');
  await page.keyboard.press('Control+b');
  expect(await box.inputValue()).toBe('- **one**\n- **two**');
  await page.keyboard.press('Control+b');
  expect(await box.inputValue()).toBe('- one\n- two');
  await put(box, '¦¦');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('loud');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' calm');
  expect(await shown(box)).toBe('**loud** calm¦¦');
});

test('a link waits for its address, or takes one that is pasted', async () => {
  const { page, box } = await write('see ¦here¦ now');
  await page.keyboard.press('Control+k');
  expect(await shown(box)).toBe('see [here](¦url¦) now');
  await put(box, 'see ¦here¦ now');
  const paste = (text: string) =>
    box.evaluate((area, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      return area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  expect(await paste('https://example.com/a')).toBe(false);
  expect(await shown(box)).toBe('see [here](https://example.com/a)¦¦ now');
  await page.keyboard.press('Control+z');
  expect(await box.inputValue()).toBe('see here now');
  await put(box, 'see ¦here¦ now');
  expect(await paste('plain words'), 'left to the browser').toBe(true);
  await put(box, 'see [¦here¦](https://example.com/a)');
  await page.keyboard.press('Control+k');
  expect(await shown(box)).toBe('see ¦here¦');
});

test('Enter continues a list, counts on, and ends it at an empty item', async () => {
  const { page, box } = await write();
  await page.keyboard.type('- one\ntwo\n\nafter');
  expect(await box.inputValue()).toBe('- one\n- two\nafter');
  await box.fill('');
  await page.keyboard.type('9. nine\nten');
  expect(await box.inputValue()).toBe('9. nine\n10. ten');
  await box.fill('');
  await page.keyboard.type('```\n- no list\nx');
  expect(await box.inputValue()).toBe('```\n- no list\nx');
});

test('the tools are one tab stop, arrows move among them, and nothing jumps when they come', async () => {
  const { page } = await here.open();
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await page.route('**/aids.*.js', async route => {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await route.continue();
  });
  await box.focus();
  const foot = page.getByRole('textbox', { name: 'Your name' });
  const before = await foot.boundingBox();
  const bar = page.getByRole('toolbar', { name: 'Formatting' });
  await bar.waitFor();
  expect(await foot.boundingBox()).toEqual(before);
  const focused = () =>
    page.evaluate(() => document.querySelector('live-comments')?.shadowRoot?.activeElement?.ariaLabel);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Bold');
  for (const [key, name] of [
    ['ArrowRight', 'Italic'],
    ['End', 'Spoiler'],
    ['ArrowRight', 'Bold'],
    ['ArrowLeft', 'Spoiler'],
    ['Home', 'Bold'],
    ['ArrowRight', 'Italic'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(), key).toBe(name);
  }
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Your name');
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('Italic');
  await page.keyboard.press('Enter');
  await page.keyboard.type('lean');
  expect(await box.inputValue()).toBe('*lean*');
  expect(await bar.getByRole('button', { name: 'Bold' }).getAttribute('aria-keyshortcuts')).toMatch(
    /^(Control|Meta)\+B$/,
  );
  for (const button of await bar.getByRole('button').all()) {
    const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(28);
  }
});

test('the preview is what the server would show; typing goes on writing, and a failure keeps the text', async () => {
  const { page, box, complaints } = await write();
  const toggle = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await toggle('Preview');
  await page.getByText('Nothing to show yet.').waitFor();
  await toggle('Write');
  await page.keyboard.type('**loud** and `code` ||hidden||');
  await toggle('Preview');
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.locator('strong').getByText('loud').waitFor();
  await preview.locator('lc-spoiler').waitFor();
  expect(await box.isVisible()).toBe(false);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type('!');
  await expect.poll(() => preview.count()).toBe(0);
  expect(await box.inputValue()).toBe('**loud** and `code` ||hidden||!');
  expect(complaints).toEqual([]);
  await page.route('**/api/v1/preview', route => route.abort());
  await toggle('Preview');
  await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor();
  expect(await box.inputValue()).toBe('**loud** and `code` ||hidden||!');
  expect(await box.isVisible()).toBe(true);
});

test('people of the thread are chosen by keyboard and by pointer, also those who are not on the screen', async () => {
  const { thread } = here;
  await post(here.server.url, thread, 'First', { author: { name: 'Zoë Ahlgren' } });
  for (let i = 0; i < 26; i++) await post(here.server.url, thread, `Later ${i}`, { author: { name: `Ann ${i}` } });
  const { page, box, complaints } = await write();
  const list = page.getByRole('listbox', { name: 'People in this conversation' });
  const chosen = list.getByRole('option', { selected: true });
  await page.keyboard.type('mail@ann');
  await expect.poll(() => list.count()).toBe(0);
  await box.fill('');
  await page.keyboard.type('Hello @ann');
  await list.waitFor();
  const first = await chosen.innerText();
  expect(await box.getAttribute('aria-controls')).toBe(await list.getAttribute('id'));
  expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  expect(await chosen.innerText()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await chosen.innerText()).toBe(first);
  await page.keyboard.press('Escape');
  await expect.poll(() => list.count()).toBe(0);
  expect(await box.inputValue()).toBe('Hello @ann');
  await box.fill('');
  await page.keyboard.type('@zoe');
  await chosen.getByText('Zoë Ahlgren').waitFor();
  await page.keyboard.press('Tab');
  expect(await box.inputValue()).toBe('@Zoë Ahlgren ');
  await page.keyboard.type('and @ann 1');
  await list.getByText('Ann 13', { exact: true }).click();
  expect(await box.inputValue()).toBe('@Zoë Ahlgren and @Ann 13 ');
  await expect.poll(() => list.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('the list stands at the caret, within the screen, and moves nothing', async () => {
  const { thread } = here;
  const { id } = await post(here.server.url, thread, 'First', { author: { name: 'Ann' } });
  const context = await here.browser.newContext({
    viewport: { width: 320, height: 480 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = await here.open({ context });
  await commentWith(page, 'First').getByRole('button', { name: 'Reply', exact: true }).tap();
  const box = page.getByRole('textbox', { name: /^Reply to/ });
  await page.getByRole('toolbar').first().waitFor();
  await box.pressSequentially('Dear ');
  // The browser scrolls to what is typed by itself; that is over when the comment stands still.
  const comment = page.locator(`[id="lc-${id}"]`);
  await (await comment.elementHandle())?.waitForElementState('stable');
  const before = await comment.boundingBox();
  await box.pressSequentially('@');
  const list = page.getByRole('listbox');
  await list.waitFor();
  const { x, y, width, height } = (await list.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(320);
  expect(y + height).toBeLessThanOrEqual(480);
  expect(await comment.boundingBox()).toEqual(before);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const size = await box.evaluate(area => Number.parseFloat(getComputedStyle(area).fontSize));
  expect(size, 'or the phone would zoom').toBeGreaterThanOrEqual(16);
  await list.getByRole('option').tap();
  expect(await box.inputValue()).toBe('Dear @Ann ');
});

test('emoji come by name: from the list, or at once with the second colon; in code they do not', async () => {
  const { page, box } = await write();
  await page.keyboard.type('So :smil');
  const list = page.getByRole('listbox', { name: 'Emoji' });
  await list.getByRole('option', { name: ':smile:' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await box.inputValue()).toBe('So 😄');
  await page.keyboard.type(' :tada:');
  await expect.poll(() => box.inputValue()).toBe('So 😄 🎉');
  await page.keyboard.type(' at 10:30:45 `:tada:` :nosuch: :D');
  expect(await box.inputValue()).toBe('So 😄 🎉 at 10:30:45 `:tada:` :nosuch: :D');
});

test('a quotation is the selection, else the whole comment, in a reply with the caret behind it', async () => {
  const { thread } = here;
  const { id } = await post(here.server.url, thread, 'One **loud** sentence.\n\nAnother one, ||secret||.', {
    author: { name: 'Ann' },
  });
  const { page } = await here.open();
  const comment = commentWith(page, 'Another one').first();
  const quote = async () => {
    await comment.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Quote' }).click();
  };
  await quote();
  const box = comment.getByRole('textbox', { name: /^Reply to/ });
  const whole = '> One **loud** sentence.\n>\n> Another one, ||secret||.\n\n';
  await expect.poll(() => shown(box).catch(() => '')).toBe(`${whole}¦¦`);
  await page.keyboard.type('Yes.');
  await page.evaluate(wanted => {
    const content = document.querySelector('live-comments')?.shadowRoot?.querySelector(`[id="${wanted}"] .content`);
    const text = [...(content?.querySelector('strong')?.childNodes ?? [])].find(node => node instanceof Text);
    if (text) document.getSelection()?.setBaseAndExtent(text, 0, text, 4);
  }, `lc-${id}`);
  await quote();
  await expect.poll(() => shown(box)).toBe(`${whole}Yes.\n\n> loud\n\n¦¦`);
});

test('a long text grows to a part of the screen and scrolls from there', async () => {
  const { page, box } = await write();
  const height = async () => (await box.boundingBox())?.height ?? 0;
  const one = await height();
  await box.fill('line\n'.repeat(9));
  const ten = await height();
  expect(ten).toBeGreaterThan(one + 50);
  await box.fill('line\n'.repeat(200));
  const screen = page.viewportSize()?.height ?? 0;
  expect(await height()).toBeLessThanOrEqual(screen * 0.6 + 1);
});
