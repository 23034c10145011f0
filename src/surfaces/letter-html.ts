/** A letter laid out: plain text first, and a quiet HTML twin. First line the answer, one button, last line why (register sheet: Mail). */
import { oneLine, type Letter } from '../office/letters';
import { html, safeUrl } from './html';

export interface LaidOut {
  to: string;
  subject: string;
  body: string;
  html: string;
  replyTo: string | null;
  name: string;
}

const FONT = "font-family:'Noto Sans TC','PingFang TC','Microsoft JhengHei',Arial,sans-serif";

export function layOut(letter: Letter): LaidOut {
  const url = letter.button ? safeUrl(letter.button.url) : '';
  const body = [
    letter.answer,
    '',
    ...letter.lines,
    ...letter.facts.map((f) => `${f.label}：${f.value}`),
    ...letter.items.flatMap((i) => ['', i.title, i.text, i.url]),
    ...(letter.button && url ? ['', `${letter.button.label}：${url}`] : []),
    '',
    '—',
    letter.why,
    letter.office,
  ].join('\n');
  const page = html`<!doctype html>
    <html lang="${letter.lang}">
      <body style="margin:0;background:#f6f8fa;${FONT};color:#1f2328">
        <div style="max-width:560px;margin:0 auto;padding:24px 20px">
          <div style="background:#fff;border:1px solid #e3e6ea;border-radius:12px;padding:24px">
            <p style="margin:0 0 16px;font-size:18px;line-height:1.5;font-weight:600">${letter.answer}</p>
            ${letter.lines.map((l) => html`<p style="margin:0 0 10px;font-size:15px;line-height:1.65">${l}</p>`)}
            ${
              letter.facts.length > 0
                ? html`<table style="border-collapse:collapse;margin:8px 0 4px;font-size:14px">
                    ${letter.facts.map(
                      (f) =>
                        html`<tr>
                          <td style="padding:4px 14px 4px 0;color:#5f6368;white-space:nowrap;vertical-align:top">
                            ${f.label}
                          </td>
                          <td style="padding:4px 0">${f.value}</td>
                        </tr>`,
                    )}
                  </table>`
                : ''
            }
            ${letter.items.map(
              (i) =>
                html`<div style="border-top:1px solid #eceff1;padding:12px 0">
                  <p style="margin:0 0 4px;font-weight:600;font-size:15px">
                    ${safeUrl(i.url) ? html`<a href="${safeUrl(i.url)}" style="color:#0b57d0;text-decoration:none">${i.title}</a>` : i.title}
                  </p>
                  ${i.text.split('\n').map((t) => html`<p style="margin:0 0 4px;font-size:14px;line-height:1.6;color:#3c4043">${t}</p>`)}
                </div>`,
            )}
            ${letter.button && url ? html`<p style="margin:20px 0 4px"><a href="${url}" style="display:inline-block;background:#0b57d0;color:#fff;text-decoration:none;padding:11px 22px;border-radius:8px;font-size:15px">${letter.button.label}</a></p>` : ''}
          </div>
          <p style="margin:14px 6px 0;font-size:12px;line-height:1.6;color:#6b7075">
            ${letter.why}<br />${letter.office}
          </p>
        </div>
      </body>
    </html>`;
  return {
    to: letter.to,
    subject: oneLine(letter.subject),
    body,
    html: page.text,
    replyTo: null,
    name: oneLine(letter.office),
  };
}
