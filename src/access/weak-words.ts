/** Pieces that well-known passwords are made of: words, keyboard runs, counting. Our own short list; what a guesser tries first. */
const words =
  `password passwd passcode pass admin administrator root system user guest test demo temp login welcome hello letmein
  master secret default change changeme manager office superman dragon monkey sunshine princess football baseball iloveyou love
  woaini woaizhongguo zhongguo china beijing nihao lianxin dangqun zhengfu
  qwertyuiop qwerty qwert qwer asdfghjkl asdfgh asdf zxcvbnm zxcvb zxcv qazwsx qazxsw 1qaz 2wsx 3edc 4rfv
  abcdefgh abcdef abcde abcd abc aabbcc aa xyz
  1234567890 123456789 12345678 1234567 123456 12345 1234 123 321 4321 54321 654321 87654321 112233 123123 121212 1314 520 5201314 110 119 120
  12345 12388 147258369 147258 159357 2580`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)

/** How a letter is often written: P@ssw0rd is password. */
const disguises: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}
const plain = (text: string) => text.replace(/[@401!3$57]/g, (c) => disguises[c] ?? c)

/** What is left once every well-known piece, every year and every repetition is taken out. */
function remains(text: string): number {
  let left = text
  for (const word of words) left = left.replaceAll(word, ' ')
  return left
    .replace(/(19|20)\d\d/g, ' ')
    .replace(/(.)\1{2,}/g, ' ')
    .replace(/[^\p{L}\p{N}]/gu, '').length
}

/** Whether a password is hardly more than what everybody tries. */
export function wellKnown(password: string): boolean {
  const small = password.toLowerCase()
  return Math.min(remains(small), remains(plain(small)), remains(small.replace(/[^\p{L}\p{N}]/gu, ''))) < 4
}
