// A mail as the file a mail program opens: what was sent, to whom, in both its forms.

import nodemailer from 'nodemailer';
import type { Mail } from '../../runtime/store/state.ts';

/** RFC 5322, lines ended as it asks. What was attached is named in the runtime only and is not in the file. */
export async function mailFile(mail: Mail): Promise<Buffer> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from: { name: mail.name, address: mail.from },
    to: mail.to,
    cc: mail.cc,
    bcc: mail.bcc,
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject: mail.subject,
    text: mail.body,
    ...(mail.htmlBody ? { html: mail.htmlBody } : {}),
    date: new Date(mail.at),
    messageId: `<${mail.id}@chancery.demo.example>`,
  });
  return message as Buffer;
}
