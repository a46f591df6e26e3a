/** What is taken away of any page: its link or a text to the clipboard, a picture, or the page to the printer. */
(function () {
  'use strict';

  const WIDE = 1280;
  const RATIO = 2;

  /** Put a link, or the text that a button names, on the clipboard, and say so; else show it, to be copied by hand. */
  async function copy(pressed) {
    const shown = document.getElementById(pressed.dataset.copy);
    const menu = pressed.closest('.share-menu');
    const said = menu ? menu.querySelector('[role="status"]') : pressed;
    try {
      await navigator.clipboard.writeText(shown ? shown.textContent : pressed.href);
      said.textContent = pressed.dataset.copied;
    } catch {
      if (menu) {
        said.textContent = `${pressed.dataset.failed} ${pressed.href}`;
      } else {
        window.getSelection().selectAllChildren(shown);
      }
    }
  }

  /** A page that stands for itself as a drawing: laid out in a frame of its own, to know how tall it is. */
  async function drawn_page(text) {
    const frame = document.createElement('iframe');
    frame.style.cssText = `position: fixed; visibility: hidden; width: ${WIDE}px; height: 10px; border: 0`;
    frame.srcdoc = text;
    const there = new Promise((done) => frame.addEventListener('load', done));
    document.body.append(frame);
    await there;
    const page = frame.contentDocument.documentElement;
    frame.contentDocument.body.classList.add('drawn');
    const size = `width="${WIDE}" height="${page.scrollHeight}"`;
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

  /** Save a picture of the drawing or the page that a button names. */
  async function save_picture(pressed) {
    try {
      const answer = await window.fetch(pressed.dataset.picture);
      const text = await answer.text();
      const is_page = answer.headers.get('content-type').startsWith('text/html');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await picture_of(is_page ? await drawn_page(text) : text));
      link.download = `${pressed.dataset.name}.png`;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } catch {
      const menu = pressed.closest('.share-menu');
      menu.open = true;
      menu.querySelector('[role="status"]').textContent = pressed.dataset.undrawn;
    }
  }

  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element && event.target.closest('[data-copied], [data-print], [data-picture]');
    if (!pressed) {
      return;
    }
    if (pressed.dataset.picture) {
      save_picture(pressed);
    } else if (pressed.dataset.print) {
      pressed.closest('details').open = false;
      window.print();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      copy(pressed);
    }
  });
})();
