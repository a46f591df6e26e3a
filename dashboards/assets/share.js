/** The menu “Share this”: the link, a file or a picture of what is shown, files of ours, the printer; each says what became of it. */
(function () {
  'use strict';

  const WIDE = 1280;
  const RATIO = 2;
  const LEFT_OUT = 'script, link, style, noscript, template, iframe, [hidden], nav, .skip, .header-menus, .language, .study-name > .choice, .file, [data-portal]';
  const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  const menu_of = (pressed) => pressed.closest('.share-menu');

  function say(menu, text) {
    const status = menu.querySelector('[role="status"]');
    status.textContent = text;
    status.scrollIntoView({ block: 'nearest' });
  }

  /** The file's name without its ending: the study, what is shown of it, and the month with which it ends. */
  function name_of(what) {
    const link = document.getElementById('share-link');
    const told = new URL(link ? link.href : window.location.href).searchParams;
    const page = window.location.pathname.split('/').filter(Boolean).pop();
    const month = (told.get('month') || told.get('to') || '').slice(0, 7);
    return [told.get('study'), what || page, month].filter(Boolean).join('-').replace(/[^\p{L}\p{N}._-]+/gu, '_');
  }

  /** Save something as a file; its address is let go once the browser has had time to read it. */
  window.netmapSave = function (blob, download) {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement('a'), { href, download }).click();
    window.setTimeout(() => URL.revokeObjectURL(href), 10000);
  };

  function save(blob, name, menu) {
    window.netmapSave(blob, name);
    say(menu, menu.dataset.saved.replace('{name}', name));
  }

  /** Put a link, or the text that a button names, on the clipboard, and say so; else show it, to be copied by hand. */
  async function copy(pressed) {
    const menu = menu_of(pressed);
    const shown = document.getElementById(pressed.dataset.copy);
    const map = window.netmapMap && window.netmapMap.current();
    const parts = [document.querySelector('.work.full') ? 'map' : '', map ? map.address() : ''].filter(Boolean);
    const link = menu && pressed.href.replace(/#.*$/, '') + (parts.length ? `#${parts.join('&')}` : '');
    try {
      await navigator.clipboard.writeText(menu ? link : shown.value || shown.textContent);
      if (menu) {
        say(menu, menu.dataset.copied);
      } else {
        pressed.textContent = pressed.dataset.copied;
      }
    } catch {
      if (menu) {
        say(menu, `${menu.dataset.failed} ${link}`);
      } else {
        window.getSelection().selectAllChildren(shown);
      }
    }
  }

  /** Every rule of the page's looks as one text. */
  function looks() {
    return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n');
  }

  /** The page as it stands, as one text: it fetches nothing, runs nothing and leads nowhere. */
  function page_text() {
    const page = document.documentElement.cloneNode(true);
    const [boxes, copies] = [document, page].map((root) => [...root.querySelectorAll('input, textarea')]);
    copies.forEach((each, at) => each.setAttribute('value', boxes[at].value));
    page.querySelectorAll(LEFT_OUT).forEach((each) => each.remove());
    page.querySelectorAll('a[href]').forEach((each) => each.removeAttribute('href'));
    page.querySelectorAll('input, select, textarea, button:not(.word)').forEach((each) => each.setAttribute('disabled', ''));
    page.querySelectorAll('details.menu').forEach((each) => each.removeAttribute('open'));
    const [policy, style] = ['meta', 'style'].map((name) => document.createElement(name));
    policy.setAttribute('http-equiv', 'Content-Security-Policy');
    policy.setAttribute('content', POLICY);
    style.textContent = looks();
    page.querySelector('head').append(policy, style);
    page.querySelector('body').classList.add('alone');
    return `<!DOCTYPE html>\n${page.outerHTML}`;
  }

  /** A page that stands for itself as a drawing: laid out in a frame of its own, to know how tall it is. */
  async function drawn_page(text, wide) {
    const frame = document.createElement('iframe');
    frame.style.cssText = `position: fixed; visibility: hidden; width: ${wide}px; height: 10px; border: 0`;
    frame.srcdoc = text;
    const there = new Promise((done) => frame.addEventListener('load', done));
    document.body.append(frame);
    await there;
    const page = frame.contentDocument.documentElement;
    frame.contentDocument.body.classList.add('drawn');
    const size = `width="${wide}" height="${page.scrollHeight}"`;
    const inside = new XMLSerializer().serializeToString(page);
    frame.remove();
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><foreignObject ${size}>${inside}</foreignObject></svg>`;
  }

  /** A drawing as a picture; nothing outside of it is asked for. */
  async function picture_of(drawing) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width * RATIO, height: image.height * RATIO });
    const ink = canvas.getContext('2d');
    ink.fillStyle = '#ffffff';
    ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }

  async function fetched(address) {
    const answer = await window.fetch(address);
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    return answer;
  }

  /** The name that the service gives a file. */
  function name_told(answer) {
    return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') || '')[1]);
  }

  const WAYS = {
    copy,
    async print(pressed) {
      menu_of(pressed).open = false;
      window.print();
    },
    async file(pressed) {
      const answer = await fetched(pressed.href);
      save(await answer.blob(), name_told(answer), menu_of(pressed));
    },
    /** The file of the map opens on that part of the map which is seen here. */
    async seen(pressed) {
      const answer = await fetched(pressed.href);
      const seen = JSON.stringify(window.netmapMap.current().seen());
      const text = (await answer.text()).replace('"chosen":', () => `"seen":${seen},"chosen":`);
      save(new Blob([text], { type: 'text/html' }), name_told(answer), menu_of(pressed));
    },
    async page(pressed) {
      save(new Blob([page_text()], { type: 'text/html' }), `${name_of()}.html`, menu_of(pressed));
    },
    async 'page-picture'(pressed) {
      const drawing = await drawn_page(page_text(), document.documentElement.clientWidth);
      save(await picture_of(drawing), `${name_of()}.png`, menu_of(pressed));
    },
    async picture(pressed) {
      const answer = await fetched(pressed.dataset.of);
      const text = await answer.text();
      const is_page = answer.headers.get('content-type').startsWith('text/html');
      const name = name_of(is_page ? '' : 'map');
      save(await picture_of(is_page ? await drawn_page(text, WIDE) : text), `${name}.png`, menu_of(pressed));
    },
    async 'map-picture'(pressed) {
      const map = window.netmapMap;
      save(await map.picture(map.current()), `${name_of('map')}.png`, menu_of(pressed));
    },
  };

  async function act(pressed, menu) {
    try {
      await WAYS[pressed.dataset.does](pressed);
    } catch {
      menu.open = true;
      say(menu, menu.dataset.unmade);
    }
  }

  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element && event.target.closest('.share-menu [data-does], [data-copy]');
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const menu = menu_of(pressed);
    if (menu) {
      act(pressed, menu);
    } else {
      copy(pressed);
    }
  });
})();
