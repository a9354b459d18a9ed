/** Prints one picture as large as it is, without the page around it. */
export async function printImage(address: string): Promise<void> {
  const image = new Image();
  image.src = address;
  image.alt = '';
  image.className = 'print-alone';
  await image.decode();
  document.body.append(image);
  document.documentElement.classList.add('printing-alone');
  const done = () => {
    image.remove();
    document.documentElement.classList.remove('printing-alone');
  };
  addEventListener('afterprint', done, { once: true });
  print();
}
