/** What makes an answer hard to read: long sentences, and the phrases residents have learnt to skip. Hints, never a bar. */

const worn = [
  '相关部门',
  '有关部门',
  '依法依规',
  '正在办理中',
  '高度重视',
  '积极协调',
  '第一时间',
  '妥善处理',
  '给予好评',
  '加强管理',
]

/** Sentences of more than thirty characters, and worn phrases used, in the order they occur. */
export function hardToRead(text: string): { long: { sentence: string; length: number }[]; worn: string[] } {
  const sentences = text.split(/[。！？；!?;\n]+/).map((s) => s.trim())
  const long = sentences
    .map((sentence) => ({ sentence, length: [...sentence.replace(/[，、：“”\s]/g, '')].length }))
    // Latin words are long by letters, not by sense
    .filter(({ sentence, length }) => length > 30 && /[\u4e00-\u9fff]/.test(sentence))
  return { long, worn: worn.filter((phrase) => text.includes(phrase)) }
}
