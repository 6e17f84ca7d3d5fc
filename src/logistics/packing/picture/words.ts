import type { Language } from '../../drawing.js';
import type { Orientation } from '../geometry.js';

interface Words {
  readonly box: (id: string, units: number) => string;
  readonly colon: string;
  readonly step: (step: number, of: number) => string;
  readonly steps: (from: number, to: number, of: number) => string;
  readonly more: (kinds: number) => string;
  readonly stands: Readonly<Record<'l' | 'w' | 'h', string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    box: (id, units) => `Box ${id}, ${units} ${units === 1 ? 'unit' : 'units'}`,
    colon: ': ',
    step: (step, of) => `Step ${step} of ${of}`,
    steps: (from, to, of) => `Steps ${from} to ${to} of ${of}`,
    more: (kinds) => `and ${kinds} more`,
    stands: { h: 'upright', w: 'on its side', l: 'on end' },
  },
  'zh-CN': {
    box: (id, units) => `箱型 ${id}，共 ${units} 件`,
    colon: '：',
    step: (step, of) => `第 ${step} 步，共 ${of} 步`,
    steps: (from, to, of) => `第 ${from}–${to} 步，共 ${of} 步`,
    more: (kinds) => `另有 ${kinds} 项`,
    stands: { h: '正放', w: '侧放', l: '竖放' },
  },
};

export const wordsOf = (language: Language): Words => WORDS[language];

/** The last letter of an orientation names the side that stands upright. */
export const standing = (orientation: Orientation, language: Language): string =>
  WORDS[language].stands[orientation.slice(-1) as 'l' | 'w' | 'h'];
