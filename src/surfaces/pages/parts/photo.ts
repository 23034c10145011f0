// A photo is made smaller before it leaves the phone: what a camera gives is ten times what anybody needs, and tells where it was taken.

/** Longest side in px, and the quality of the JPEG. */
const SIDE = 1600;
const QUALITY = 0.82;

/** The chosen photo as base64 of a JPEG; '' when none is chosen. Rejects for what no browser can show. */
export async function smaller(form: HTMLFormElement): Promise<string> {
  const file = form.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
  if (!file) return '';
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d')!;
  // What is transparent in a PNG would be black in a JPEG.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', QUALITY).replace(/^[^,]*,/, '');
}
